import { Moon, Pencil, Plug, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../../contract/hosts.ts';
import { api } from '../../../shared/lib/client.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { Page } from '../../../shared/ui/page.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import { hostForm } from '../model/host-form.ts';
import { ChangedKey } from './changed-key.tsx';
import styles from './hosts.module.css';
import { StageList } from './stage-list.tsx';

/** A remote host that is not connected (yet): the attempt step by step, and what can be done. */
export function ConnectPage({ host }: { readonly host: Host }) {
  const { t } = useTranslation(['hosts', 'frame']);
  const [removing, setRemoving] = useState(false);
  const connect = useAction({
    run: () => api.hosts.reconnect({ host: host.id }),
    failed: () => t('connect.failed', { host: host.label }),
  });
  const stop = useAction({
    run: () => api.hosts.disconnect({ host: host.id }),
    failed: () => t('connect.stopFailed', { host: host.label }),
  });
  const remove = useAction({
    run: () => api.hosts.remove({ host: host.id }),
    failed: () => t('form.removeFailed', { host: host.label }),
    done: () => {
      setRemoving(false);
      return undefined;
    },
  });
  const isTrying = host.state === 'connecting' || (host.state === 'needs-you' && !host.problem);
  const isShown = host.stages.some(({ problem }) => problem?.code === host.problem?.code);
  return (
    <Page
      title={host.label}
      actions={
        <>
          {host.source === 'added' ? (
            <>
              <Button icon={Pencil} onClick={() => hostForm.set({ host })}>
                {t('form.change')}
              </Button>
              <Button icon={Trash2} onClick={() => setRemoving(true)}>
                {t('form.remove')}
              </Button>
            </>
          ) : null}
          {isTrying ? (
            <Button icon={Moon} onClick={() => stop.start()} pending={stop.pending}>
              {t('connect.stop')}
            </Button>
          ) : (
            <Button
              tone="primary"
              icon={Plug}
              onClick={() => connect.start()}
              pending={connect.pending}
            >
              {t(host.state === 'asleep' ? 'connect.connect' : 'connect.again')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.connect}>
        <p className={styles.facts}>
          <HostDot host={host} />
          <span>{t(`frame:hostState.${host.state}`)}</span>
          <span>{t(`source.${host.source}`)}</span>
          <Mono>{host.address}</Mono>
        </p>
        {host.state === 'asleep' ? <p>{t('connect.asleep')}</p> : null}
        <StageList stages={host.stages} />
        {host.problem && !isShown ? <ProblemView problem={host.problem} /> : null}
        {host.problem?.code === 'host-key-changed' ? <ChangedKey host={host} /> : null}
      </div>
      <ConfirmDialog
        open={removing}
        onClose={() => setRemoving(false)}
        title={t('form.removeTitle', { host: host.label })}
        host={host}
        confirm={t('form.remove')}
        danger
        pending={remove.pending}
        onConfirm={() => remove.start()}
      >
        <p>{t('form.removeBody')}</p>
      </ConfirmDialog>
    </Page>
  );
}
