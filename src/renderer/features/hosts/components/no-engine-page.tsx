import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../contract/errors.ts';
import type { Host } from '../../../../contract/hosts.ts';
import { api } from '../../../shared/lib/client.ts';
import { useHosts } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { Page } from '../../../shared/ui/page.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import { installPlanQuery } from '../api/install-plan.ts';
import { InstallPlanView } from './install-plan-view.tsx';
import styles from './no-engine-page.module.css';

function withoutInstall({ mend, ...problem }: Problem): Problem {
  return mend && mend.kind !== 'install-engine' ? { ...problem, mend } : problem;
}

function Candidate({ host }: { readonly host: Host }) {
  const { t } = useTranslation(['hosts', 'frame']);
  return (
    <li className={styles.candidate}>
      <div className={styles.name}>
        <HostDot host={host} named />
        <span className={styles.source}>{t(`hosts:source.${host.source}`)}</span>
        <Mono>{host.address}</Mono>
      </div>
      {host.problem ? (
        // The way to an engine stands beside; a button that leads here would lead nowhere.
        <ProblemView problem={withoutInstall(host.problem)} plain />
      ) : (
        <p>{t(`frame:hostState.${host.state}`)}</p>
      )}
    </li>
  );
}

/** No engine answers: where was looked, why each failed, and how to get one. */
export function NoEnginePage() {
  const { t } = useTranslation('hosts');
  const hosts = useHosts() ?? [];
  const plan = useQuery(installPlanQuery);
  const rescan = useAction({
    run: () => api.hosts.rescan({}),
    failed: () => t('rescanFailed'),
  });
  return (
    <Page
      title={t('noEngine.title')}
      actions={
        <Button icon={RefreshCw} pending={rescan.pending} onClick={() => rescan.start()}>
          {t('rescan')}
        </Button>
      }
    >
      <div className={styles.columns}>
        <section className={styles.section}>
          <h2>{t('noEngine.install')}</h2>
          {plan.data ? <InstallPlanView plan={plan.data} /> : null}
        </section>
        <section className={styles.section}>
          <h2>{t('noEngine.looked')}</h2>
          {hosts.length === 0 ? <p>{t('noEngine.nothing')}</p> : null}
          <ul className={styles.list}>
            {hosts.map((host) => (
              <Candidate key={host.id} host={host} />
            ))}
          </ul>
        </section>
      </div>
    </Page>
  );
}
