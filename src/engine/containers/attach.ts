/** The main process of a container: its input and output. */
import type { CallOptions } from '../../contract/define.ts';
import type { ContainerId } from '../../contract/ids.ts';
import type { TerminalSize } from '../../contract/terminals.ts';
import type { Engine, HijackedStream } from '../docker/engine.ts';
import { segment } from '../docker/path.ts';
import { neverDetach } from './detach-keys.ts';
import { inspectContainer } from './detail.ts';

export interface Attached {
  /** Raw with a TTY, multiplexed without one: see `demux`. */
  readonly tty: boolean;
  /** False: the container takes no input. */
  readonly stdin: boolean;
  /** Closing it detaches; the process goes on. */
  readonly stream: HijackedStream;
}

/** Throws `not-running`, `not-found`. Closing the stream never stops the container. */
export async function attachContainer(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<Attached> {
  const { Config } = await inspectContainer(engine, id, options);
  const stream = await engine.hijack({
    method: 'POST',
    path: `/containers/${segment(id)}/attach`,
    query: {
      stream: true,
      stdin: Config.OpenStdin,
      stdout: true,
      stderr: true,
      logs: false,
      detachKeys: neverDetach,
    },
    signal: options.signal,
    timeoutMs: 30_000,
    about: { operation: 'container-attach', id },
  });
  return { tty: Config.Tty, stdin: Config.OpenStdin, stream };
}

/** The size of the main process's terminal. */
export async function resizeContainer(
  engine: Engine,
  input: { readonly id: ContainerId; readonly size: TerminalSize },
  options: CallOptions = {},
): Promise<void> {
  await engine.run({
    method: 'POST',
    path: `/containers/${segment(input.id)}/resize`,
    query: { h: input.size.rows, w: input.size.columns },
    signal: options.signal,
    timeoutMs: 30_000,
    about: { operation: 'container-attach', id: input.id },
  });
}
