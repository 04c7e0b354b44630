import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstallPlan } from '../../../../contract/hosts.ts';
import { api } from '../../../shared/lib/client.ts';
import { useJob } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Segments } from '../../../shared/ui/choice-fields.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import styles from './install-plan-view.module.css';

type System = InstallPlan['commands'][number]['system'];

function Automatic({ plan }: { readonly plan: InstallPlan }) {
  const { t } = useTranslation('hosts');
  const [jobId, setJobId] = useState<string>();
  const job = useJob(jobId);
  const install = useAction({
    run: () => api.hosts.installEngine({}),
    failed: () => t('install.failed'),
    done: ({ job }) => {
      setJobId(job);
      return undefined;
    },
  });
  const running = install.pending || job?.state === 'running';
  return (
    <div className={styles.automatic}>
      <p>{t('install.automatic', { system: plan.system })}</p>
      <div>
        <Button tone="primary" icon={Download} pending={running} onClick={() => install.start()}>
          {t(running ? 'install.running' : 'install.button')}
        </Button>
      </div>
      {job && job.output.length > 0 ? (
        <pre className={styles.output}>{job.output.slice(-12).join('\n')}</pre>
      ) : null}
      {job?.problem ? <ProblemView problem={job.problem} onRetry={() => install.start()} /> : null}
    </div>
  );
}

/** How to get an engine: a button where we can do it, the commands for every system. */
export function InstallPlanView({ plan }: { readonly plan: InstallPlan }) {
  const { t } = useTranslation('hosts');
  const [chosen, setChosen] = useState<System>(
    () => plan.commands.find((one) => one.here)?.system ?? plan.commands[0]?.system ?? 'debian',
  );
  const shown = plan.commands.find((one) => one.system === chosen);
  return (
    <>
      {plan.automatic ? <Automatic plan={plan} /> : null}
      {!plan.automatic && plan.reason !== 'none' ? (
        <p>{t(`install.reason.${plan.reason}`, { system: plan.system })}</p>
      ) : null}
      <p className={styles.hint}>{t('install.byHand')}</p>
      <Segments
        label={t('install.system')}
        value={chosen}
        options={plan.commands.map(({ system }) => ({
          value: system,
          label: t(`install.systems.${system}`),
        }))}
        onChange={setChosen}
      />
      {shown ? (
        <CommandPreview command={shown.lines.join('\n')} label={t('install.commands')} />
      ) : null}
    </>
  );
}
