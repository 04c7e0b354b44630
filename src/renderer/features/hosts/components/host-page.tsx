import { Moon, Pencil, SquareTerminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../../contract/hosts.ts';
import { useRouteHost } from '../../../shared/lib/base-routes.ts';
import { api } from '../../../shared/lib/client.ts';
import { runCommand } from '../../../shared/lib/commands.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { Page } from '../../../shared/ui/page.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import { hostForm } from '../model/host-form.ts';
import { BridgePart } from './bridge-part.tsx';
import { ForwardsPart } from './forwards-part.tsx';
import { HostFacts } from './host-facts.tsx';
import styles from './hosts.module.css';
import { SessionCount } from './session-count.tsx';
import { StageList } from './stage-list.tsx';

function useWayText(host: Host): string {
  const { t } = useTranslation('hosts');
  const { way } = host;
  if (!way) return '';
  const through =
    way.through.length > 0 ? t('way.through', { hosts: way.through.join(' → ') }) : '';
  const program = way.program ?? '';
  return [
    t(`way.${way.transport}`, { program }),
    way.reason === 'only-way' ? '' : t(`way.reason.${way.reason}`),
    through,
  ]
    .filter(Boolean)
    .join(' ');
}

/** One host: how it is reached, what it runs, and what else its login can do. */
export function HostPage() {
  const { t } = useTranslation(['hosts', 'frame']);
  const host = useHost(useRouteHost());
  const stop = useAction({
    run: async () => host && api.hosts.disconnect({ host: host.id }),
    failed: () => t('connect.stopFailed', { host: host?.label ?? '' }),
  });
  if (!host) return null;
  return (
    <Page
      title={host.label}
      actions={
        host.remote ? (
          <>
            {host.source === 'added' ? (
              <Button icon={Pencil} onClick={() => hostForm.set({ host })}>
                {t('form.change')}
              </Button>
            ) : null}
            <Button icon={SquareTerminal} onClick={() => runCommand('terminals.host')}>
              {t('page.shell')}
            </Button>
            <Button icon={Moon} pending={stop.pending} onClick={() => stop.start()}>
              {t('page.disconnect')}
            </Button>
          </>
        ) : null
      }
    >
      <div className={styles.sections}>
        <Connection host={host} />
        <HostFacts host={host} />
        {host.remote ? (
          <>
            <BridgePart host={host} />
            <ForwardsPart host={host} />
          </>
        ) : null}
      </div>
    </Page>
  );
}

function Connection({ host }: { readonly host: Host }) {
  const { t } = useTranslation(['hosts', 'frame']);
  const way = useWayText(host);
  const { engine } = host;
  return (
    <section className={styles.section}>
      <h2>{t('page.connection')}</h2>
      <p className={styles.facts}>
        <HostDot host={host} />
        <span>{t(`frame:hostState.${host.state}`)}</span>
        <span>{t(`source.${host.source}`)}</span>
        <Mono>{host.address}</Mono>
        {host.remote ? <SessionCount host={host.id} /> : null}
      </p>
      {way ? <p>{way}</p> : null}
      {engine ? (
        <p>
          {t(`product.${engine.product}`, { version: engine.version })}
          {` · API ${engine.negotiatedApiVersion} · ${engine.operatingSystem} · ${engine.architecture}`}
        </p>
      ) : null}
      {host.stages.length > 0 ? (
        <details>
          <summary>{t('page.steps')}</summary>
          <StageList stages={host.stages} />
        </details>
      ) : null}
    </section>
  );
}
