import { useTranslation } from 'react-i18next';
import type { ContainerDetail } from '../../../../contract/containers.ts';
import { toProblem } from '../../../../contract/errors.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { looksSecret } from '../../../../contract/secrets.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import type { ContainerTabProps } from '../../../shared/lib/feature.ts';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { Bytes, Mono, RelativeTime, ShortId } from '../../../shared/ui/text.tsx';
import { useDetail } from '../api/use-detail.ts';
import { isLive } from '../model/acts.ts';
import { Fact, Facts, Part } from './facts.tsx';
import { HealthPart } from './health-part.tsx';
import { NamedValues } from './named-values.tsx';
import styles from './overview.module.css';
import { PortsPart } from './ports-part.tsx';
import { CpuCell, MemoryCell } from './stats-cell.tsx';

interface PartProps {
  readonly host: HostId;
  readonly detail: ContainerDetail;
}

function StatePart({ host, detail }: PartProps) {
  const { t } = useTranslation('containers');
  const { summary, startedAtMs, finishedAtMs } = detail;
  const live = isLive(summary.state);
  return (
    <Part title={t('overview.state')}>
      {detail.stateProblem ? (
        <div className={styles.problem}>
          <ProblemView problem={detail.stateProblem} />
        </div>
      ) : null}
      {detail.oomKilled ? <p className={styles.failed}>{t('overview.oomKilled')}</p> : null}
      <Facts>
        <Fact name={t('columns.id')} copy={summary.id}>
          <ShortId id={summary.id} />
        </Fact>
        <Fact name={t('columns.created')}>
          <RelativeTime atMs={summary.createdAtMs} />
        </Fact>
        {startedAtMs === null ? null : (
          <Fact name={t('overview.started')}>
            <RelativeTime atMs={startedAtMs} />
          </Fact>
        )}
        {live || finishedAtMs === null ? null : (
          <Fact name={t('overview.finished')}>
            <RelativeTime atMs={finishedAtMs} />
          </Fact>
        )}
        {live || summary.exitCode === null ? null : (
          <Fact name={t('overview.exitCode')}>{summary.exitCode}</Fact>
        )}
        {live ? (
          <>
            <Fact name={t('columns.cpu')}>
              <CpuCell host={host} id={summary.id} />
            </Fact>
            <Fact name={t('columns.memory')}>
              <MemoryCell host={host} id={summary.id} />
            </Fact>
            <Fact name={t('overview.pid')} mono>
              {String(detail.pid)}
            </Fact>
          </>
        ) : null}
        {detail.restartCount > 0 ? (
          <Fact name={t('overview.restartCount')}>{detail.restartCount}</Fact>
        ) : null}
      </Facts>
    </Part>
  );
}

function ProcessPart({ detail }: { readonly detail: ContainerDetail }) {
  const { t } = useTranslation('containers');
  const words = (list: readonly string[]) => (list.length === 0 ? '' : JSON.stringify(list));
  const flags = [
    ...(detail.tty ? [t('overview.tty')] : []),
    ...(detail.openStdin ? [t('overview.interactive')] : []),
    ...(detail.autoRemove ? [t('overview.autoRemove')] : []),
    ...(detail.privileged ? [t('overview.privileged')] : []),
  ];
  return (
    <Part title={t('overview.process')}>
      <Facts>
        <Fact name={t('columns.image')} copy={detail.summary.image} mono>
          {detail.summary.image}
        </Fact>
        {detail.summary.imageId === null ? null : (
          <Fact name={t('overview.imageId')} copy={detail.summary.imageId}>
            <ShortId id={detail.summary.imageId} />
          </Fact>
        )}
        <Fact name={t('overview.platform')}>{detail.platform}</Fact>
        <Fact name={t('overview.entrypoint')} copy={words(detail.entrypoint)} mono>
          {words(detail.entrypoint)}
        </Fact>
        <Fact name={t('columns.command')} copy={words(detail.command)} mono>
          {words(detail.command)}
        </Fact>
        <Fact name={t('overview.workingDir')} mono>
          {detail.workingDir}
        </Fact>
        <Fact name={t('overview.user')} mono>
          {detail.user}
        </Fact>
        <Fact name={t('overview.flags')}>{flags.join(', ')}</Fact>
      </Facts>
    </Part>
  );
}

function LimitsPart({ detail }: { readonly detail: ContainerDetail }) {
  const { t } = useTranslation('containers');
  const format = useFormat();
  const { name, maximumRetryCount } = detail.restartPolicy;
  return (
    <Part title={t('overview.limits')}>
      <Facts>
        <Fact name={t('columns.memory')}>
          {detail.memoryLimitBytes === 0 ? (
            t('overview.noLimit')
          ) : (
            <Bytes bytes={detail.memoryLimitBytes} memory />
          )}
        </Fact>
        <Fact name={t('columns.cpu')}>
          {detail.cpuLimit === 0
            ? t('overview.noLimit')
            : t('overview.cores', { cores: format.number(detail.cpuLimit, 2) })}
        </Fact>
        <Fact name={t('overview.restartPolicy')} mono>
          {maximumRetryCount > 0 ? `${name}:${maximumRetryCount}` : name || 'no'}
        </Fact>
        <Fact name={t('overview.logDriver')} mono>
          {detail.logDriver}
        </Fact>
      </Facts>
    </Part>
  );
}

function MountsPart({ detail }: { readonly detail: ContainerDetail }) {
  const { t } = useTranslation('containers');
  if (detail.mounts.length === 0) return null;
  return (
    <Part title={t('overview.mounts')} count={detail.mounts.length}>
      <ul className={styles.list}>
        {detail.mounts.map((mount) => (
          <li key={mount.target}>
            <Mono>{mount.target}</Mono>
            <span className={styles.quiet}>
              {t(`mount.${mount.anonymous ? 'anonymous' : mount.kind}`)}
              {mount.readOnly ? ` · ${t('mount.readOnly')}` : ''}
            </span>
            {mount.source === '' ? null : <Mono>{mount.source}</Mono>}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function NetworkPart({ detail }: { readonly detail: ContainerDetail }) {
  const { t } = useTranslation('containers');
  return (
    <Part title={t('columns.networks')} count={detail.networks.length}>
      <Facts>
        <Fact name={t('overview.hostname')} copy={detail.hostname} mono>
          {detail.hostname}
        </Fact>
        {detail.networks.map((network) => (
          <Fact key={network.name} name={network.name} copy={network.ipAddress} mono>
            {[network.ipAddress, network.macAddress].filter(Boolean).join('  ')}
          </Fact>
        ))}
      </Facts>
    </Part>
  );
}

/** What a container is and how it does, without the words of the engine's JSON. */
export function OverviewTab({ host, id }: ContainerTabProps) {
  const { t } = useTranslation('containers');
  const { data: detail, error, refetch } = useDetail(host, id);
  if (!detail) {
    if (!error) return <Skeleton lines={10} />;
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  return (
    <section
      className={styles.overview}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      aria-label={t('tabs.overview')}
    >
      <StatePart host={host} detail={detail} />
      <HealthPart detail={detail} />
      <PortsPart host={host} container={detail.summary.id} ports={detail.summary.ports} />
      <NetworkPart detail={detail} />
      <ProcessPart detail={detail} />
      <MountsPart detail={detail} />
      <LimitsPart detail={detail} />
      <NamedValues
        title={t('overview.env')}
        values={detail.env.map((one) => ({ ...one, secret: looksSecret(one.name, one.value) }))}
      />
      <NamedValues
        title={t('overview.labels')}
        values={Object.entries(detail.labels).map(([name, value]) => ({
          name,
          value,
          secret: looksSecret(name, value),
        }))}
      />
    </section>
  );
}
