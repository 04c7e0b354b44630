import { existsSync, type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { EngineTarget } from '../../engine/docker/target.ts';

/** An engine makes its socket a little before it listens. */
const settleMs = 50;

/**
 * Calls `onChange` when the socket of a local engine is made or replaced: an engine that comes back is met at
 * once, without asking again and again. Where the folder cannot be watched nothing happens.
 */
export function watchSocket(target: EngineTarget, onChange: () => void): () => void {
  if (target.kind !== 'socket' || target.socketPath.startsWith('//./pipe/')) return () => {};
  const path = target.socketPath;
  // The folder itself may be made by the engine: then the nearest one that exists is watched.
  let folder = dirname(path);
  let name = basename(path);
  while (!existsSync(folder) && folder !== dirname(folder)) {
    name = basename(folder);
    folder = dirname(folder);
  }
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, { persistent: false }, (_event, changed) => {
      if (changed !== name) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, settleMs);
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // Not watchable (a limit of the system, a folder that may not be read): the back-off alone must do.
  }
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}
