import { useHosts } from '../../../shared/lib/live-stores.ts';
import { type Act, actCommand, type Target } from '../model/acts.ts';
import { linesByHost } from '../model/scope.ts';

/** The `docker` line that a deed equals; for several hosts one for each, below its name. */
export function useCommandText() {
  const hosts = useHosts();
  return (act: Act, targets: readonly Target[]): string =>
    linesByHost(
      targets,
      (own) => actCommand(act, own),
      (id) => hosts?.find((host) => host.id === id)?.label ?? id,
    );
}
