/** A container's log as the engine sends it: raw bytes, and how they are framed. */
import type { LogOptions } from '../../contract/containers.ts';
import type { CallOptions } from '../../contract/define.ts';
import type { Engine } from '../docker/engine.ts';
import { segment } from '../docker/path.ts';
import { inspectContainer } from './detail.ts';

export type LogFraming = 'multiplexed' | 'raw';

export type LogInput = Omit<LogOptions, 'host'>;

export interface LogStream {
  readonly framing: LogFraming;
  /** Passed on without a copy; leaving the loop closes the engine's side. */
  readonly bytes: AsyncIterable<Uint8Array>;
  close(): void;
}

/** The first line of a log of gigabytes can take long: the engine reads backwards for `tail`. */
const openTimeoutMs = 60_000;

/** Milliseconds as the engine's seconds with a fraction. */
function seconds(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : (ms / 1000).toFixed(3);
}

/**
 * The framing by the answer's own word (API 1.42 and newer); before that both have the same word, and
 * whether the container has a TTY decides.
 */
async function framingOf(
  contentType: string,
  whenUnknown: () => Promise<boolean>,
): Promise<LogFraming> {
  if (contentType.includes('multiplexed-stream')) return 'multiplexed';
  return (await whenUnknown()) ? 'raw' : 'multiplexed';
}

/** Throws `not-found`, or `not-supported` when the log driver cannot be read. */
export async function openLogs(
  engine: Engine,
  input: LogInput,
  options: CallOptions = {},
): Promise<LogStream> {
  const stream = await engine.stream({
    path: `/containers/${segment(input.id)}/logs`,
    query: {
      stdout: input.stdout,
      stderr: input.stderr,
      follow: input.follow,
      timestamps: input.timestamps,
      tail: String(input.tail),
      since: seconds(input.sinceMs),
      until: seconds(input.untilMs),
    },
    signal: options.signal,
    timeoutMs: openTimeoutMs,
    about: { operation: 'container-logs', id: input.id },
  });
  try {
    const framing = await framingOf(
      stream.contentType,
      async () => (await inspectContainer(engine, input.id, options)).Config.Tty,
    );
    return { framing, bytes: stream.bytes, close: stream.close };
  } catch (error) {
    stream.close();
    throw error;
  }
}
