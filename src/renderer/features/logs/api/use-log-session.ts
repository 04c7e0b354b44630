import { useEffect, useMemo, useState } from 'react';
import { useStore } from '../../../shared/lib/store.ts';
import { createLogSession, type LogSession, type LogSource } from './log-session.ts';

export interface ShownLog {
  readonly session: LogSession;
  readonly following: boolean;
  readonly setFollowing: (following: boolean) => void;
  /** Opens it anew from the beginning: after a failure. */
  readonly reopen: () => void;
}

/** The log that the source names, drawn anew at most once a frame. Another source is another log. */
export function useLogSession(source: LogSource): ShownLog {
  const { host, id, tail, sinceMs, stdout, stderr } = source;
  const [round, setRound] = useState(0);
  const [following, setFollowing] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new log.
  const session = useMemo(
    () => createLogSession({ host, id, tail, sinceMs, stdout, stderr }),
    [host, id, tail, sinceMs, stdout, stderr, round],
  );
  useEffect(() => {
    if (!following) return;
    const life = new AbortController();
    void session.follow(life.signal);
    return () => life.abort();
  }, [session, following]);
  useStore(session.version);
  return { session, following, setFollowing, reopen: () => setRound((now) => now + 1) };
}
