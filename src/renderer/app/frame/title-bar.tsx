import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { HostSwitcher } from '../../features/hosts/components/host-switcher.tsx';
import { LockButton } from '../../features/hosts/components/lock-button.tsx';
import { JobsButton } from '../../features/jobs/components/jobs-button.tsx';
import { NoticesButton } from '../../features/notices/components/notices-button.tsx';
import { useAppInfo } from '../../shared/lib/live-stores.ts';
import { cx } from '../../shared/ui/class-names.ts';
import { Keys } from '../../shared/ui/keys.tsx';
import { overlay } from '../overlay.ts';
import styles from './title-bar.module.css';

/** Host at the left, search in the middle, jobs and notices at the right; room for macOS's own buttons. */
export function TitleBar() {
  const { t } = useTranslation('frame');
  const info = useAppInfo();
  const macDesktop = info?.shell === 'desktop' && info.platform === 'darwin';
  return (
    <header className={cx(styles.bar, macDesktop && styles.mac)}>
      <div className={styles.left}>
        <HostSwitcher />
        <LockButton />
      </div>
      <button type="button" className={styles.search} onClick={() => overlay.set('palette')}>
        <Search size={14} aria-hidden />
        <span className={styles.hint}>{t('search')}</span>
        <Keys keys="$mod+KeyK" />
      </button>
      <div className={styles.right}>
        <JobsButton />
        <NoticesButton />
      </div>
    </header>
  );
}
