import { SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shellLine } from '../../../../contract/command-line.ts';
import type { Host } from '../../../../contract/hosts.ts';
import { api } from '../../../shared/lib/client.ts';
import { runCommand } from '../../../shared/lib/commands.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import styles from './hosts.module.css';

interface CloseBridgeProps {
  readonly host: Host;
  readonly onClosed: () => void;
}

function CloseBridge({ host, onClosed }: CloseBridgeProps) {
  const { t } = useTranslation('hosts');
  const close = useAction({
    run: () => api.hosts.closeBridge({ host: host.id }),
    failed: () => t('page.bridgeCloseFailed'),
    done: () => {
      onClosed();
      return undefined;
    },
  });
  return (
    <Button pending={close.pending} onClick={() => close.start()}>
      {t('page.bridgeClose')}
    </Button>
  );
}

/** The command line's way to the same engine: over the login that is there, not one for each command. */
export function BridgePart({ host }: { readonly host: Host }) {
  const { t } = useTranslation('hosts');
  const [dockerHost, setDockerHost] = useState<string>();
  const open = useAction({
    run: () => api.hosts.bridge({ host: host.id }),
    failed: () => t('page.bridgeFailed'),
    done: (bridge) => {
      setDockerHost(bridge.dockerHost);
      return undefined;
    },
  });
  return (
    <section className={styles.section}>
      <h2>{t('page.bridge')}</h2>
      <p>{t('page.bridgeBody')}</p>
      <div className={styles.buttons}>
        <Button icon={SquareTerminal} onClick={() => runCommand('terminals.local')}>
          {t('page.bridgeTerminal')}
        </Button>
        {dockerHost === undefined ? (
          <Button pending={open.pending} onClick={() => open.start()}>
            {t('page.bridgeOpen')}
          </Button>
        ) : (
          <CloseBridge host={host} onClosed={() => setDockerHost(undefined)} />
        )}
      </div>
      {dockerHost === undefined ? null : (
        <CommandPreview command={`export ${shellLine([`DOCKER_HOST=${dockerHost}`])}`} />
      )}
    </section>
  );
}
