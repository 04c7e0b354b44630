import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Host, HostState } from '../../../contract/hosts.ts';
import { problemText } from '../../shared/i18n/problem-text.ts';
import { api } from '../../shared/lib/client.ts';
import { useConnection } from '../../shared/lib/live-stores.ts';
import { useLongerThan } from '../../shared/lib/use-longer-than.ts';
import { Button } from '../../shared/ui/button.tsx';
import { RelativeTime } from '../../shared/ui/text.tsx';
import styles from './banners.module.css';

/** A link that comes back at once (a reload of the backend) is not worth a word. */
const patienceMs = 1000;

/** The window lost Longshore itself: what is on screen stays, and says that it is old. */
export function LinkBanner() {
  const { t } = useTranslation('frame');
  const lost = useLongerThan(useConnection().kind === 'lost', patienceMs);
  if (!lost) return null;
  return (
    <div className={styles.banner} role="status">
      <TriangleAlert size={15} aria-hidden />
      <span>{t('lost.link')}</span>
    </div>
  );
}

const sentences: Readonly<Partial<Record<HostState, 'lost.failed' | 'lost.slow'>>> = {
  failed: 'lost.failed',
  degraded: 'lost.slow',
};

/** The engine is gone or comes back: rows below are what it said last. */
export function HostBanner({ host }: { readonly host: Host }) {
  const { t } = useTranslation('frame');
  const away = useLongerThan(host.state !== 'online', patienceMs);
  if (!away) return null;
  const why = host.problem ? problemText(host.problem).sentence : '';
  return (
    <div className={styles.banner} role="status">
      <TriangleAlert size={15} aria-hidden />
      <span className={styles.text}>
        {t(sentences[host.state] ?? 'lost.engine', { host: host.label })}
        {why ? ` ${why}` : ''}
        {host.lastSeenAtMs && host.state !== 'degraded' ? (
          <>
            {' '}
            {t('lost.asOf')} <RelativeTime atMs={host.lastSeenAtMs} />
          </>
        ) : null}
      </span>
      {host.state === 'degraded' ? null : (
        <Button
          tone="plain"
          onClick={() => void api.hosts.reconnect({ host: host.id }).catch(() => {})}
        >
          {t('lost.now')}
        </Button>
      )}
    </div>
  );
}
