import type { Duplex } from 'node:stream';
import type { Stage, Way } from '../../contract/connecting.ts';
import { type Problem, refuse, toProblem } from '../../contract/errors.ts';
import { type EngineInfo, type HostState, isAnswering } from '../../contract/hosts.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { connectEngine, ping } from '../../engine/docker/negotiate.ts';
import { type EngineEvent, engineEvents } from '../../engine/events/events.ts';
import { engineInfo } from '../../engine/system/info.ts';
import type { Asker } from '../../hosts/asker.ts';
import type { HostLogin, Reach } from '../../hosts/reached.ts';
import { type Broadcast, createBroadcast } from '../flow/broadcast.ts';
import { createLatest, type Latest, pause } from '../flow/latest.ts';
import { createBackOff } from './back-off.ts';
import { engineStages } from './engine-stages.ts';
import { createGate } from './gate.ts';
import { watchPatience } from './patience.ts';
import { needsPerson, worthRetrying } from './reasons.ts';
import { watchSocket } from './watch-socket.ts';
import { createWayKeeper } from './way-keeper.ts';

export interface HostStatus {
  readonly state: HostState;
  readonly engine: EngineInfo | null;
  readonly problem: Problem | null;
  readonly lastSeenAtMs: number | null;
  readonly way: Way | null;
  readonly stages: Stage[];
}

export interface ConnectionOptions {
  /** Null when Longshore cannot go this way; `problem` then says why. */
  readonly reach: Reach | null;
  readonly problem: Problem | null;
  /** Over a network: it sleeps until somebody asks for it, and is given more time to come back. */
  readonly remote: boolean;
  readonly ask: Asker;
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
  /** Tries now, and wakes one that sleeps. For a person who asks. */
  retry(): void;
  /** Ends the way until somebody asks for the host again. */
  sleep(): void;
  /** What the way's login can do besides the API. Null for a way without one, or while there is none. */
  login(): HostLogin | null;
  /** Opens further connections to the engine's API; null where the way is no channel, or while there is none. */
  openChannel(): (() => Promise<Duplex>) | null;
  /** A call found the way closed: looks whether the engine is still there, unless the stream says so. */
  suspect(): void;
  /** The network may have changed under a way that looks well: a short question, else it is taken anew. */
  check(): void;
  /** Was it online at any time? */
  wasOnline(): boolean;
  close(): void;
}

/** A reload of the window leaves the stream for a moment; it need not be opened anew for that. */
const lingerMs = 5_000;
/** A local engine is back within seconds, or somebody has stopped it. A network may take longer. */
const backOffMaxMs = 5_000;
const remoteBackOff = { maxMs: 5_000, laterMaxMs: 60_000, laterAfterMs: 120_000 };
/** A host that is there answers within this, or the line is of no use. */
const checkLimitMs = 2_000;
/** How long a caller waits for an engine that is being connected to. */
const connectWaitMs = 30_000;
/** How long a list waits for the event stream; later events are then a gap. */
const streamWaitMs = 2_000;
/** Far more than the hub takes in one turn; beyond it the listener must fetch anew. */
const eventBacklog = 5_000;

export function createHostConnection(options: ConnectionOptions): HostConnection {
  const { reach, remote } = options;
  const status = createLatest<HostStatus>({
    state: reach === null ? 'failed' : remote ? 'asleep' : 'connecting',
    engine: null,
    problem: options.problem,
    lastSeenAtMs: null,
    way: null,
    stages: [],
  });
  const events = createBroadcast<HostEvent>({
    limit: eventBacklog,
    overflow: () => ({ kind: 'gap' }),
  });
  const known = createGate();
  const streaming = createGate();
  const held = createGate();
  const awake = createGate();
  const backOff = createBackOff(remote ? remoteBackOff : { maxMs: backOffMaxMs });
  const closing = new AbortController();
  let current: Engine | undefined;
  let turn = new AbortController();
  let holders = 0;
  let online = false;
  let deafLists = false;

  const set = (change: Partial<HostStatus>) => status.set({ ...status.get(), ...change });

  /** While a person is asked the host waits for them; then it goes on as before. */
  function report(stages: readonly Stage[]): void {
    const isAsking = stages.some(({ state }) => state === 'waiting');
    const { state } = status.get();
    if (isAsking) set({ stages: [...stages], state: 'needs-you' });
    else if (state === 'needs-you') set({ stages: [...stages], state: trying() });
    else set({ stages: [...stages] });
  }
  const trying = () => (online ? 'reconnecting' : 'connecting');

  const way =
    reach &&
    createWayKeeper(reach, {
      ask: options.ask,
      report,
      onLost: (problem) => {
        lose(problem);
        turn.abort();
      },
    });

  async function connect(): Promise<void> {
    if (!way) return;
    const signal = turn.signal;
    // A person watches each step of this attempt; what ended the one before is no longer news.
    if (remote && !online) set({ state: 'connecting', problem: null });
    const reached = await way.take({ signal, again: online });
    const reachedBy = status.get().stages.filter(({ name }) => name !== 'ping' && name !== 'api');
    set({ way: reached.way });
    try {
      const negotiated = await connectEngine(reached.target, { signal });
      const info = await engineInfo(negotiated, { signal });
      const engine = watchPatience(negotiated.engine, (isLate) => {
        if (current === engine) set({ state: isLate ? 'degraded' : 'online' });
      });
      current = engine;
      online = true;
      backOff.reset();
      const stages = [...reachedBy, ...engineStages(null)];
      set({ state: 'online', engine: info, problem: null, lastSeenAtMs: Date.now(), stages });
      known.open();
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code !== 'cancelled') set({ stages: [...reachedBy, ...engineStages(problem)] });
      throw error;
    }
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

  async function waitForTurn(problem: Problem, tookMs: number): Promise<void> {
    const again = new AbortController();
    const wake = () => again.abort();
    turn.signal.addEventListener('abort', wake, { once: true });
    const target = way?.current()?.target;
    const unwatch = target ? watchSocket(target, wake) : () => {};
    const unhold = onHolders(() => {
      if (holders === 1) wake();
    });
    try {
      const tries = (holders > 0 || remote) && worthRetrying.has(problem.code);
      await pause(tries ? backOff.nextMs(tookMs) : longestTimerMs, again.signal);
    } finally {
      unwatch();
      unhold();
    }
  }

  async function run(): Promise<void> {
    let reopened = false;
    while (!closing.signal.aborted && way) {
      turn = new AbortController();
      if (!awake.isOpen) {
        await awake.wait({ limitMs: longestTimerMs, signal: closing.signal }).catch(() => {});
        continue;
      }
      const beganMs = performance.now();
      try {
        await connect();
        await stayOnline(reopened);
        reopened = true;
        // A way that was cut has said so itself.
        if (current)
          lose({ code: 'engine-gone', message: 'The connection to the engine was cut.' });
        // A retry that a person or a failed call asked for starts at once.
        if (!turn.signal.aborted) await pause(backOff.nextMs(), turn.signal);
      } catch (error) {
        const problem = toProblem(error);
        // A retry in the middle of a try is no failure.
        if (problem.code === 'cancelled' && turn.signal.aborted) continue;
        reopened ||= online;
        lose(problem);
        known.open();
        await waitForTurn(problem, performance.now() - beganMs);
      }
    }
  }

  function lose(problem: Problem): void {
    const before = status.get();
    // Not closed: what else runs on it ends by itself when the engine is gone, and goes on when it is not.
    current = undefined;
    if (isAnswering(before.state)) events.emit({ kind: 'gone' });
    const state = needsPerson.has(problem.code) ? 'needs-you' : online ? 'reconnecting' : 'failed';
    set({ state: awake.isOpen ? state : 'asleep', problem: awake.isOpen ? problem : null });
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

  function wake(): void {
    if (awake.isOpen || !way) return;
    set({ state: 'connecting', problem: null });
    awake.open();
  }

  async function engineNow(signal?: AbortSignal): Promise<Engine> {
    // A count in a corner of the window must not log in anywhere.
    if (way && !awake.isOpen) throw refuse('host-asleep', 'This host is not connected.');
    await known.wait({ limitMs: connectWaitMs, signal });
    if (current) return current;
    const { problem } = status.get();
    throw refuse(
      problem?.code ?? 'engine-timeout',
      problem?.message ?? 'The engine did not answer in time.',
      problem ?? {},
    );
  }

  if (!way) known.open();
  if (!remote) awake.open();
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
      if (!way || closing.signal.aborted || current) return;
      wake();
      if (!online) known.shut();
      if (status.get().state !== 'needs-you' || status.get().problem) set({ state: trying() });
      turn.abort();
    },
    sleep() {
      if (!remote || !way) return;
      awake.shut();
      known.shut();
      online = false;
      lose({ code: 'host-asleep', message: 'This host is not connected.' });
      set({ engine: null, way: null, stages: [] });
      way.drop();
      turn.abort();
    },
    login: () => way?.current()?.login ?? null,
    openChannel() {
      const target = way?.current()?.target;
      return target?.kind === 'channel' ? target.open : null;
    },
    suspect() {
      const suspected = current;
      if (!suspected || streaming.isOpen) return;
      ping(suspected).catch(() => {
        if (current === suspected) turn.abort();
      });
    },
    check() {
      const checked = current;
      if (!remote || !way || !checked) return;
      ping(checked, { signal: AbortSignal.timeout(checkLimitMs) }).catch(() => {
        if (current !== checked) return;
        lose({ code: 'host-gone', message: 'The connection to the host was cut.' });
        way.drop();
        turn.abort();
      });
    },
    wasOnline: () => online,
    close() {
      closing.abort();
      turn.abort();
      // Whoever waits is told at once.
      known.open();
      current?.close();
      way?.drop();
      events.close();
    },
  };
}

/** The longest that a timer can wait; then it looks again. */
const longestTimerMs = 2 ** 31 - 1;
