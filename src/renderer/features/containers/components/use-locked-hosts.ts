import { useMemo } from 'react';
import { useHosts } from '../../../shared/lib/live-stores.ts';
import { lockedHosts } from '../model/scope.ts';

/** Production hosts that nobody has unlocked. */
export function useLockedHosts() {
  const hosts = useHosts();
  return useMemo(() => lockedHosts(hosts ?? []), [hosts]);
}
