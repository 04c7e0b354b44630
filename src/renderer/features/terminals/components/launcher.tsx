import { SquareTerminal, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TerminalTarget } from '../../../../contract/terminals.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { useDetail } from '../api/use-detail.ts';
import { type Launch, launchFault, type Place, targetOf } from '../model/launch.ts';
import { LaunchFields } from './launch-fields.tsx';
import styles from './terminals.module.css';

export interface LauncherProps {
  readonly place: Place;
  readonly name: string;
  readonly launch: Launch;
  readonly onLaunch: (launch: Launch) => void;
  readonly onOpen: (target: TerminalTarget) => void;
}

/** A container without a terminal: a shell in it, or its own process. */
export function Launcher({ place, name, launch, onLaunch, onOpen }: LauncherProps) {
  const { t } = useTranslation('terminals');
  const detail = useDetail(place.host, place.container);
  return (
    <div className={styles.launcher}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!launchFault(launch)) onOpen(targetOf(launch, place));
        }}
      >
        <h3>{t('launch.title', { name })}</h3>
        <LaunchFields {...{ launch, place, name, detail }} onChange={onLaunch} />
        <div>
          <Button type="submit" tone="primary" icon={SquareTerminal}>
            {t('launch.open')}
          </Button>
        </div>
      </form>
      <div className={styles.part}>
        <h3>{t('attach.title')}</h3>
        <p className={styles.note}>{t('attach.body')}</p>
        {detail && !detail.openStdin ? <p className={styles.note}>{t('attach.noInput')}</p> : null}
        <Button icon={Unplug} onClick={() => onOpen({ kind: 'attach', ...place })}>
          {t('attach.button')}
        </Button>
      </div>
    </div>
  );
}
