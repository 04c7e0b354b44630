/** One log on screen: its stream, the lines that are kept, and the search in them. */

import type { LogEvent } from '../../../../contract/containers.ts';
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import {
  createLogDecoder,
  type LogDecoder,
  type LogLine,
} from '../../../../contract/log-frames.ts';
import { api, isLinkLoss } from '../../../shared/lib/client.ts';
import { createStore, type Store } from '../../../shared/lib/store.ts';
import { backOffMs, pause } from '../../../shared/lib/waits.ts';
import { createLogBuffer, type LogBuffer, type LogEntry } from '../model/log-buffer.ts';
import { createLogSearch, type LogSearch } from '../model/search.ts';
import { isLater, stampMs } from '../model/stamp.ts';

export interface LogSource {
  readonly host: HostId;
  readonly id: ContainerId;
  /** Lines from the end, or everything. */
  readonly tail: number | 'all';
  readonly sinceMs: number | undefined;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

export type LogPhase =
  /** Nothing has come yet: not the same as an empty log. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'following' }
  | { readonly kind: 'paused' }
  /** The container is gone. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface LogSession {
  readonly buffer: LogBuffer;
  /** Another number after each change, at most once a frame. */
  readonly version: Store<number>;
  phase(): LogPhase;
  /** A TTY has one stream: what would be stderr cannot be told apart. */
  isTty(): boolean;
  search(): LogSearch;
  setQuery(query: string): void;
  clear(): void;
  /** Follows until the signal aborts; called again, it goes on where it was. */
  follow(signal: AbortSignal): Promise<void>;
}

/** Of a frame's 16 ms, for looking through old lines. */
const searchMs = 6;
/** Work without a pause for input and painting. */
const atOnceMs = 12;

export function createLogSession(source: LogSource): LogSession {
  const buffer = createLogBuffer();
  const version = createStore(0);
  let phase: LogPhase = { kind: 'opening' };
  let search = createLogSearch('');
  let tty = false;
  let frame = 0;
  let last: string | undefined;

  function draw(): void {
    frame = 0;
    const isDone = search.advance(buffer, performance.now() + searchMs);
    version.set((now) => now + 1);
    if (!isDone) changed();
  }
  function changed(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }
  function setPhase(next: LogPhase): void {
    phase = next;
    changed();
  }

  /** After a lost link the engine is asked from the last line on; what is known already is left out. */
  function open(signal: AbortSignal) {
    const { host, id, stdout, stderr } = source;
    const from =
      last === undefined
        ? { tail: source.tail, sinceMs: source.sinceMs }
        : { tail: 'all' as const, sinceMs: stampMs(last) };
    const { tail, sinceMs } = from;
    return api.containers.logs(
      {
        ...{ host, id, tail, stdout, stderr, follow: true, timestamps: true },
        ...(sinceMs === undefined ? {} : { sinceMs }),
      },
      { signal },
    );
  }

  function add(lines: readonly LogLine[], known: string | undefined): void {
    const fresh =
      known === undefined
        ? lines
        : lines.filter(({ stamp }) => stamp === null || isLater(stamp, known));
    last = fresh.findLast(({ stamp }) => stamp !== null)?.stamp ?? last;
    buffer.push(fresh.map((line): LogEntry => ({ kind: 'line', ...line })));
    changed();
  }

  async function read(signal: AbortSignal): Promise<void> {
    const known = last;
    let decoder: LogDecoder | undefined;
    let breathedAtMs = performance.now();
    const take = (event: LogEvent) => {
      if (event instanceof Uint8Array) add(decoder?.push(event) ?? [], known);
      else if (event.kind === 'format') {
        tty = event.framing === 'raw';
        decoder = createLogDecoder({ framing: event.framing, timestamps: true });
        setPhase({ kind: 'following' });
      } else {
        add(decoder?.end() ?? [], known);
        const { mark, atMs } = event;
        buffer.push([{ kind: 'mark', mark, atMs }]);
        changed();
      }
    };
    try {
      for await (const event of open(signal)) {
        if (signal.aborted) return;
        take(event);
        if (performance.now() - breathedAtMs < atOnceMs) continue;
        await pause(0);
        breathedAtMs = performance.now();
      }
    } finally {
      add(decoder?.end() ?? [], known);
    }
  }

  async function follow(signal: AbortSignal): Promise<void> {
    setPhase({ kind: buffer.nextSeq() === 0 ? 'opening' : 'following' });
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const before = buffer.nextSeq();
      try {
        await read(signal);
        if (!signal.aborted) setPhase({ kind: 'ended' });
        break;
      } catch (error) {
        if (signal.aborted) break;
        if (!isLinkLoss(error)) {
          setPhase({ kind: 'failed', problem: toProblem(error) });
          return;
        }
      }
      if (buffer.nextSeq() > before) attempt = 0;
      await pause(backOffMs(attempt), signal);
    }
    if (signal.aborted && phase.kind !== 'ended') setPhase({ kind: 'paused' });
  }

  return {
    buffer,
    version,
    phase: () => phase,
    isTty: () => tty,
    search: () => search,
    setQuery(query) {
      if (query === search.query) return;
      search = createLogSearch(query);
      changed();
    },
    clear() {
      buffer.clear();
      changed();
    },
    follow,
  };
}
