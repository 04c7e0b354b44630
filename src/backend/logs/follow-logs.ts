import type * as z from 'zod';
import type { LogEvent, LogOptions } from '../../contract/containers.ts';
import { ContractError } from '../../contract/errors.ts';
import { isAnswering } from '../../contract/hosts.ts';
import { containerDetail } from '../../engine/containers/detail.ts';
import { type LogStream, openLogs } from '../../engine/containers/logs.ts';
import type { HostConnection } from '../connections/host-connection.ts';
import type { HostTable } from '../connections/host-table.ts';
import { isGone } from '../connections/reasons.ts';
import { pause } from '../flow/latest.ts';
import { paced } from '../flow/paced.ts';
import { type ContainerWatch, watchContainer } from './container-watch.ts';

type Event = z.output<typeof LogEvent>;
type Mark = Extract<Event, { kind: 'mark' }>['mark'];

/** A line may be written down a little after its process has ended; a new process needs longer to start. */
const afterEndMs = 10;
/** Between two looks whether the engine is back, when nothing else tells. */
const backCheckMs = 500;

const mark = (name: Mark): Event => ({ kind: 'mark', mark: name, atMs: Date.now() });

/**
 * One container's log: the framing, then bytes as the engine sends them. With `follow` it goes on over a stop and a
 * start of the container and over a restart of the engine, and ends when the container is removed.
 */
export async function* followLogs(
  hosts: HostTable,
  input: LogOptions,
  signal: AbortSignal,
): AsyncGenerator<Event, void, undefined> {
  const { connection } = hosts.get(input.host);
  if (!input.follow) {
    const stream = await openLogs(await connection.engine(signal), input, { signal });
    yield { kind: 'format', framing: stream.framing };
    yield* paced(stream.bytes);
    return;
  }
  const watch = watchContainer(connection, input.id);
  try {
    yield* follow({ connection, watch, input, signal });
  } finally {
    watch.close();
  }
}

interface Following {
  readonly connection: HostConnection;
  readonly watch: ContainerWatch;
  readonly input: LogOptions;
  readonly signal: AbortSignal;
}

async function* follow(following: Following): AsyncGenerator<Event, void, undefined> {
  const { connection, watch, input, signal } = following;
  let from: Pick<LogOptions, 'tail' | 'sinceMs'> = input;
  let begun = false;
  let lastAtMs = 0;
  for (;;) {
    let stream: LogStream | undefined;
    try {
      const engine = await connection.engine(signal);
      stream = await openLogs(engine, { ...input, ...from }, { signal });
      if (!begun) yield { kind: 'format', framing: stream.framing };
      begun = true;
      watch.clear();
      for await (const chunk of paced(stream.bytes)) {
        lastAtMs = Date.now();
        yield chunk;
      }
      const next = yield* afterEnd(following);
      if (next === undefined) return;
      from = { tail: 'all', sinceMs: next };
    } catch (error) {
      // Before the first byte a person is told why there is no log; later the log waits.
      if (!begun || signal.aborted) throw error;
      if (isNotFound(error)) {
        yield mark('removed');
        return;
      }
      if (!isGone(error)) throw error;
      if (lastAtMs > 0) from = { tail: 'all', sinceMs: lastAtMs };
      yield mark('engine-gone');
      await engineBack(connection, signal);
      if (signal.aborted) return;
      yield mark('engine-back');
    } finally {
      stream?.close();
    }
  }
}

/** The log has ended because the container has: waits for its next start. Undefined when it is removed. */
async function* afterEnd({
  connection,
  watch,
  input,
  signal,
}: Following): AsyncGenerator<Event, number | undefined, undefined> {
  const engine = await connection.engine(signal);
  let saidStopped = false;
  for (;;) {
    watch.clear();
    const detail = await containerDetail(engine, input.id, { signal }).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (detail === undefined) {
      yield mark('removed');
      return undefined;
    }
    if (!saidStopped) yield mark('stopped');
    saidStopped = true;
    const endedAtMs = detail.finishedAtMs ?? Date.now();
    const { state } = detail.summary;
    const runs = state === 'running' || state === 'paused';
    const happened = runs ? 'start' : await watch.next(signal);
    if (happened === 'start') {
      yield mark('restarted');
      return Math.ceil(endedAtMs) + afterEndMs;
    }
    if (happened === undefined) return undefined;
    if (happened === 'destroy') {
      yield mark('removed');
      return undefined;
    }
    // The engine went away or something was missed: the next look says what is true now.
  }
}

async function engineBack(connection: HostConnection, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(backCheckMs / 5, signal);
    try {
      await connection.engine(signal);
      if (isAnswering(connection.status.get().state)) return;
    } catch {
      // Not yet. The connection tries again by itself; a change of its state ends the wait early.
      await stateChange(connection, signal);
    }
  }
}

async function stateChange(connection: HostConnection, signal: AbortSignal): Promise<void> {
  const changed = new AbortController();
  const untap = connection.status.tap(() => changed.abort());
  await pause(backCheckMs, AbortSignal.any([changed.signal, signal]));
  untap();
}

function isNotFound(error: unknown): boolean {
  return error instanceof ContractError && error.code === 'not-found';
}
