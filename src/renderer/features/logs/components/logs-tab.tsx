import { ScrollText } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerTabProps } from '../../../shared/lib/feature.ts';
import { useRemembered } from '../../../shared/lib/remembered.ts';
import { useContainerRow } from '../../../shared/lib/rows.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { useLogSession } from '../api/use-log-session.ts';
import { LogView, usualLogView } from '../model/log-options.ts';
import { stepFrom } from '../model/search.ts';
import type { Since } from '../model/since.ts';
import type { Streams } from './log-controls.ts';
import { LogFoot } from './log-foot.tsx';
import { LogList, type LogListHandle } from './log-list.tsx';
import { LogToolbar } from './log-toolbar.tsx';
import styles from './logs-tab.module.css';

/** One container's log: what came last, and what comes. */
export function LogsTab({ host, id }: ContainerTabProps) {
  const { t } = useTranslation('logs');
  const name = useContainerRow(host, id)?.name || id.slice(0, 12);
  const [view, setView] = useRemembered('logs', LogView, usualLogView);
  const [since, setSince] = useState<Since | undefined>();
  const [streams, setStreams] = useState<Streams>({ stdout: true, stderr: true });
  const [typed, setTyped] = useState('');
  const [current, setCurrent] = useState<number>();
  const query = useDeferredValue(typed);
  const list = useRef<LogListHandle>(null);
  const source = { host, id, tail: view.tail, sinceMs: since?.atMs, ...streams };
  const { session, following, setFollowing, reopen } = useLogSession(source);
  const { buffer } = session;
  const phase = session.phase();
  const { found } = session.search();

  useEffect(() => {
    session.setQuery(query);
    setCurrent(undefined);
  }, [session, query]);

  function next(backwards: boolean): void {
    const from = current ?? (list.current?.topSeq() ?? 0) - (backwards ? 0 : 1);
    const to = stepFrom(found, from, backwards);
    if (to === undefined) return;
    setCurrent(to);
    list.current?.show(to);
  }

  if (phase.kind === 'failed' && buffer.rows.length === 0) {
    return (
      <div className={styles.failed}>
        <ProblemView problem={phase.problem} onRetry={reopen} />
      </div>
    );
  }
  return (
    <div className={styles.logs}>
      <LogToolbar
        {...{ host, id, name, session, view, since, streams, following, current }}
        query={typed}
        onQuery={setTyped}
        onNext={next}
        onView={setView}
        onSince={setSince}
        onStreams={setStreams}
        onFollowing={setFollowing}
      />
      {buffer.rows.length > 0 ? (
        <LogList
          ref={list}
          key={`${since?.text} ${view.tail} ${streams.stdout} ${streams.stderr}`}
          label={t('label', { name })}
          {...{ buffer, found, current, query }}
          wrap={view.wrap}
          times={view.times}
        />
      ) : phase.kind === 'opening' ? (
        <Skeleton lines={8} />
      ) : (
        <EmptyState icon={ScrollText} title={t('empty.title')}>
          {t(buffer.nextSeq() > 0 ? 'empty.cleared' : since ? 'empty.since' : 'empty.none')}
        </EmptyState>
      )}
      <LogFoot phase={phase} buffer={buffer} onRetry={reopen} />
    </div>
  );
}
