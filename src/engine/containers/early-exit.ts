/**
 * Why a container ended at once: the runtime starts it, then cannot run its program, and says so
 * where the program would have written. The engine itself calls such a start a success.
 */
import type { CallOptions } from '../../contract/define.ts';
import type { Problem } from '../../contract/errors.ts';
import type { ContainerId } from '../../contract/ids.ts';
import { demux } from '../docker/demux.ts';
import type { Engine } from '../docker/engine.ts';
import { decodeRefusal } from '../docker/errors.ts';
import { inspectContainer } from './detail.ts';
import { openLogs } from './logs.ts';
import { stateOf } from './status.ts';

/** runc since 1.1, runc before it, crun. */
const runtimeLine =
  /^(exec \S+: .+|standard_init_linux\.go:\d+: exec user process caused.+|.*\bcrun: .+)$/;

/** What the runtime's line means; null when the text is a program's own output. Pure. */
export function explainOutput(output: string, id: string): Problem | null {
  const text = output.trim();
  if (text.includes('\n') || !runtimeLine.test(text)) return null;
  const about = { operation: 'container-start', id } as const;
  const { problem } = decodeRefusal({ status: 0, text, about });
  return problem.code === 'engine-error' ? null : problem;
}

/** Null when it runs, or ended for a reason of its program's own. */
export async function explainEarlyExit(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<Problem | null> {
  const inspect = await inspectContainer(engine, id, options);
  const state = stateOf(inspect.State.Status);
  if ((state !== 'exited' && state !== 'dead') || inspect.State.ExitCode === 0) return null;
  const log = await openLogs(
    engine,
    { id, follow: false, tail: 2, timestamps: false, stdout: true, stderr: true },
    options,
  );
  const parts: Uint8Array[] = [];
  if (log.framing === 'raw') for await (const bytes of log.bytes) parts.push(bytes);
  else for await (const { bytes } of demux(log.bytes)) parts.push(bytes);
  return explainOutput(Buffer.concat(parts).toString('utf8'), id);
}
