import { PanelBottom } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Host, isAnswering } from '../../../contract/hosts.ts';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useShownHost, useShowsAllHosts } from '../../shared/lib/current-host.ts';
import { toggleDock, useDock } from '../../shared/lib/dock.ts';
import { useFeatures } from '../../shared/lib/feature.ts';
import { useConnection, useHost, useHosts, useJobs } from '../../shared/lib/live-stores.ts';
import { useContainers } from '../../shared/lib/rows.ts';
import { HostDot } from '../../shared/ui/host-dot.tsx';
import styles from './status-bar.module.css';

const productNames = { docker: 'Docker', podman: 'Podman', other: '' } as const;

function Engine({ host }: { readonly host: Host }) {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const { engine } = host;
  if (!engine) return <span>{t(`hostState.${host.state}`)}</span>;
  return (
    <>
      <span className={styles.item}>
        {`${productNames[engine.product]} ${engine.version}`.trim()}
        {host.state === 'online' ? '' : ` · ${t(`hostState.${host.state}`)}`}
      </span>
      <span className={styles.wide} title={engine.operatingSystem}>
        {`${engine.os}/${engine.architecture} · ${t('status.cpus', { count: engine.cpuCount })} · ${format.memory(engine.memoryBytes)}`}
      </span>
    </>
  );
}

function Running({ host }: { readonly host: Host }) {
  const { t } = useTranslation('frame');
  const { data } = useContainers(host.id);
  if (!data) return null;
  const running = data.filter((row) => row.state === 'running').length;
  return <span className={styles.item}>{t('status.running', { running, all: data.length })}</span>;
}

function AllHosts() {
  const { t } = useTranslation('frame');
  const hosts = useHosts() ?? [];
  const online = hosts.filter((host) => isAnswering(host.state)).length;
  return <span>{t('status.allHosts', { online, count: hosts.length })}</span>;
}

/** One quiet line: host, engine, what runs, and what works in the background. */
export function StatusBar() {
  const { t } = useTranslation('frame');
  const host = useHost(useShownHost());
  const isAll = useShowsAllHosts();
  const jobs = useJobs().filter((job) => job.state === 'running').length;
  const { dock: panels } = useFeatures();
  const dock = useDock();
  const { kind } = useConnection();
  return (
    <footer className={styles.bar}>
      {host ? (
        <>
          <HostDot host={host} named />
          <Engine host={host} />
          {host.engine ? <Running host={host} /> : null}
        </>
      ) : isAll && kind === 'open' ? (
        <AllHosts />
      ) : (
        <span>{t(kind === 'open' ? 'status.noHost' : 'status.connecting')}</span>
      )}
      <span className={styles.spring} />
      {jobs > 0 ? <span className={styles.item}>{t('status.jobs', { count: jobs })}</span> : null}
      {panels.length > 0 ? (
        <button
          type="button"
          className={styles.button}
          aria-pressed={dock.open}
          onClick={toggleDock}
        >
          <PanelBottom size={13} aria-hidden />
          {t('status.dock')}
        </button>
      ) : null}
    </footer>
  );
}
