import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { refuse } from '../../contract/errors.ts';

export interface Run {
  readonly report: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
}

/** The exit code of a program; its lines go to `report`. Throws `cancelled`, or `not-supported` when it is not there. */
export async function run(words: readonly string[], options: Run): Promise<number> {
  const [program = '', ...args] = words;
  const limit = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const child = spawn(program, args, {
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const read = async (stream: NodeJS.ReadableStream) => {
    for await (const line of createInterface({ input: stream })) options.report(line);
  };
  try {
    const [[code]] = await Promise.all([
      once(child, 'close') as Promise<[number | null]>,
      read(child.stdout),
      read(child.stderr),
    ]);
    return code ?? 1;
  } catch (error) {
    if (options.signal?.aborted) throw refuse('cancelled', 'Stopped before it was done.');
    if (limit.aborted) throw refuse('not-supported', `${program} did not end in time.`);
    const detail = error instanceof Error ? error.message : String(error);
    throw refuse('not-supported', `${program} could not be started.`, { detail });
  }
}
