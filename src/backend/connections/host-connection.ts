import { type Problem, refuse, toProblem } from '../../contract/errors.ts';
import type { EngineInfo, HostState } from '../../contract/hosts.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { connectEngine, ping } from '../../engine/docker/negotiate.ts';
import { type EngineEvent, engineEvents } from '../../engine/events/events.ts';
import { engineInfo } from '../../engine/system/info.ts';
import type { FoundHost } from '../../hosts/found-host.ts';
import { type Broadcast, createBroadcast } from '../flow/broadcast.ts';
import { createLatest, type Latest, pause } from '../flow/latest.ts';
import { createBackOff } from './back-off.ts';
import { createGate } from './gate.ts';
import { watchSocket } from './watch-socket.ts';

export interface HostStatus {
  readonly state: HostState;
  readonly engine: EngineInfo | null;
  readonly problem: Problem | null;
  readonly lastSeenAtMs: number | null;
}

/** What the engine's one event stream says. `gap`: something may have been missed. `gone`: it was cut. */
export type HostEvent =
  | { readonly kind: 'event'; readonly event: EngineEvent }
  | { readonly kind: 'gap' }
  | { readonly kind: 'gone' };

export interface HostConnection {
  readonly status: Latest<HostStatus>;
  readonly events: Broadcast<HostEvent>;
  /** The engine, once it is known whether it answers. Throws why it does not. */
  engine(signal?: AbortSignal): Promise<Engine>;
  /** As `engine`, for a list that the event stream will keep true from then on. */
  engineForList(signal?: AbortSignal): Promise<Engine>;
  /** Keeps the event stream open until the returned function is called. */
  hold(): () => void;
  /** Tries now. For a person who asks. */
  retry(): void;
  /** A call found the way closed: looks whether the engine is still there, unless the stream says so. */
  suspect(): void;
  /** Was it online at any time? */
  wasOnline(): boolean;
  close(): void;
}

/** A reload of the window leaves the stream for a moment; it need not be opened anew for that. */
const lingerMs = 5_000;
/** A local engine is back within seconds, or somebody has stopped it. */
const backOffMaxMs = 5_000;
/** How long a caller waits for an engine that is being connected to. */
const connectWaitMs = 30_000;
/** How long a list waits for the event stream; later events are then a gap. */
const streamWaitMs = 2_000;
/** Far more than the hub takes in one turn; beyond it the listener must fetch anew. */
const eventBacklog = 5_000;

const worthRetrying: ReadonlySet<string> = new Set([
  'engine-absent',
  'engine-refused',
  'engine-timeout',
  'engine-gone',
  'engine-error',
]);

export function createHostConnection(found: FoundHost): HostConnection {
  const status = createLatest<HostStatus>({
    state: found.target ? 'connecting' : 'failed',
    engine: null,
    problem: found.problem,
    lastSeenAtMs: null,
  });
  const events = createBroadcast<HostEvent>({
    limit: eventBacklog,
    overflow: () => ({ kind: 'gap' }),
  });
  const known = createGate();
  const streaming = createGate();
  const held = createGate();
  const backOff = createBackOff({ maxMs: backOffMaxMs });
  const closing = new AbortController();
  let current: Engine | undefined;
  let turn = new AbortController();
  let holders = 0;
  let online = false;
  let deafLists = false;

  const set = (change: Partial<HostStatus>) => status.set({ ...status.get(), ...change });

  async function connect(): Promise<void> {
    if (!found.target) return;
    const signal = turn.signal;
    const negotiated = await connectEngine(found.target, { signal });
    const info = await engineInfo(negotiated, { signal });
    current = negotiated.engine;
    online = true;
    backOff.reset();
    set({ state: 'online', engine: info, problem: null, lastSeenAtMs: Date.now() });
    known.open();
  }

  /** One event stream while somebody holds it; returns when it was cut or nobody wants it any more. */
  async function streamOnce(engine: Engine, reopened: boolean): Promise<'left' | 'cut'> {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, turn.signal]);
    let linger: NodeJS.Timeout | undefined;
    const unwatch = onHolders(() => {
      clearTimeout(linger);
      if (holders === 0) linger = setTimeout(() => stop.abort(), lingerMs);
    });
    const onOpen = () => {
      streaming.open();
      if (reopened || deafLists) events.emit({ kind: 'gap' });
      deafLists = false;
    };
    try {
      for await (const event of engineEvents(engine, { signal, onOpen })) {
        events.emit({ kind: 'event', event });
      }
      return 'cut';
    } catch {
      return stop.signal.aborted ? 'left' : 'cut';
    } finally {
      streaming.shut();
      clearTimeout(linger);
      unwatch();
      set({ lastSeenAtMs: Date.now() });
    }
  }

  async function stayOnline(reopened: boolean): Promise<void> {
    const engine = current;
    let missed = reopened;
    while (engine && !turn.signal.aborted) {
      if (holders === 0) {
        await held.wait({ limitMs: longestTimerMs, signal: turn.signal }).catch(() => {});
        continue;
      }
      if ((await streamOnce(engine, missed)) === 'cut') return;
      missed = false;
    }
  }

  async function waitForTurn(problem: Problem): Promise<void> {
    const again = new AbortController();
    const wake = () => again.abort();
    turn.signal.addEventListener('abort', wake, { once: true });
    const unwatch = found.target ? watchSocket(found.target, wake) : () => {};
    const unhold = onHolders(() => {
      if (holders === 1) wake();
    });
    try {
      const tries = holders > 0 && worthRetrying.has(problem.code);
      await pause(tries ? backOff.nextMs() : longestTimerMs, again.signal);
    } finally {
      unwatch();
      unhold();
    }
  }

  async function run(): Promise<void> {
    let reopened = false;
    while (!closing.signal.aborted && found.target) {
      turn = new AbortController();
      try {
        await connect();
        await stayOnline(reopened);
        reopened = true;
        lose({ code: 'engine-gone', message: 'The connection to the engine was cut.' });
        // A retry that a person or a failed call asked for starts at once.
        if (!turn.signal.aborted) await pause(backOff.nextMs(), turn.signal);
      } catch (error) {
        const problem = toProblem(error);
        // A retry in the middle of a try is no failure.
        if (problem.code === 'cancelled') continue;
        reopened ||= online;
        lose(problem);
        known.open();
        await waitForTurn(problem);
      }
    }
  }

  function lose(problem: Problem): void {
    const before = status.get();
    // Not closed: what else runs on it ends by itself when the engine is gone, and goes on when it is not.
    current = undefined;
    if (before.state === 'online') events.emit({ kind: 'gone' });
    set({ state: online ? 'reconnecting' : 'failed', problem });
  }

  const holderListeners = new Set<() => void>();
  function onHolders(listener: () => void): () => void {
    holderListeners.add(listener);
    return () => holderListeners.delete(listener);
  }
  function changeHolders(by: 1 | -1): void {
    holders += by;
    if (holders > 0) held.open();
    else held.shut();
    for (const listener of [...holderListeners]) listener();
  }

  async function engineNow(signal?: AbortSignal): Promise<Engine> {
    await known.wait({ limitMs: connectWaitMs, signal });
    if (current) return current;
    const { problem } = status.get();
    throw refuse(
      problem?.code ?? 'engine-timeout',
      problem?.message ?? 'The engine did not answer in time.',
      problem ?? {},
    );
  }

  if (!found.target) known.open();
  const running = run();
  running.catch(() => {});

  return {
    status,
    events,
    engine: engineNow,
    async engineForList(signal) {
      const engine = await engineNow(signal);
      if (streaming.isOpen) return engine;
      if (holders > 0) await streaming.wait({ limitMs: streamWaitMs, signal });
      if (!streaming.isOpen) deafLists = true;
      return engine;
    },
    hold() {
      changeHolders(1);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        changeHolders(-1);
      };
    },
    retry() {
      if (!found.target || closing.signal.aborted || current) return;
      if (!online) {
        known.shut();
        set({ state: 'connecting' });
      }
      turn.abort();
    },
    suspect() {
      const suspected = current;
      if (!suspected || streaming.isOpen) return;
      ping(suspected).catch(() => {
        if (current === suspected) turn.abort();
      });
    },
    wasOnline: () => online,
    close() {
      closing.abort();
      turn.abort();
      // Whoever waits is told at once.
      known.open();
      current?.close();
      events.close();
    },
  };
}

/** The longest that a timer can wait; then it looks again. */
const longestTimerMs = 2 ** 31 - 1;
