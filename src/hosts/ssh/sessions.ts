/**
 * The sessions of a host. One connection has enough of them while the engine's socket is forwarded.
 * Where each connection to the engine is a session, too, terminals and calls would starve each
 * other: then a second connection takes what the first one has no room for.
 */
import type { Connection, Program } from './connection.ts';
import { createSlots, exhausted, isExhausted, type SessionCounts, type Slots } from './slots.ts';

/** A call that waits for another to end; longer, and a person should hear of it. */
const waitLimitMs = 20_000;
/** One that ends slowly frees its session without a word to us. */
const lookAgainMs = 500;
/** Calls at the same time, more wait: the others are for what stays open. */
const callsMax = 6;
/** Of the first connection's sessions, kept for calls. */
const keptForCalls = 1;

/** `call`: it ends by itself, soon. */
export type SessionUse = 'call' | 'stream';
type Start = (connection: Connection) => Promise<Program>;

export interface Sessions {
  /** Throws `sessions-exhausted` when the server opens no more, `session-refused`, `host-gone`. */
  open(start: Start): Promise<Program>;
  /** The same, but waits up to 20 s for a session to end. */
  openWhenFree(start: Start, use?: SessionUse): Promise<Program>;
  /** Of all connections together. */
  counts(): SessionCounts;
  onChange(listener: () => void): () => void;
  /**
   * Lets a second connection be opened once the first has no room. It resolves to undefined when
   * it cannot be had without asking anybody: then it is not tried again.
   */
  spread(second: () => Promise<Connection | undefined>): void;
  /** Ends the second connection. */
  close(): void;
}

interface Lane {
  readonly connection: Connection;
  readonly slots: Slots;
}

export function createSessions(connection: Connection): Sessions {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const laneOf = (of: Connection): Lane => {
    const slots = createSlots();
    slots.onChange(tell);
    return { connection: of, slots };
  };
  const first = laneOf(connection);
  let second: Lane | undefined;
  let opening: Promise<Lane | undefined> | undefined;
  let openSecond: (() => Promise<Connection | undefined>) | undefined;
  let calls = 0;
  let closed = false;

  async function another(): Promise<Lane | undefined> {
    const made = await openSecond?.().catch(() => undefined);
    if (made === undefined) return undefined;
    if (closed) {
      made.close();
      return undefined;
    }
    const lane = laneOf(made);
    second = lane;
    void made.lost.then(() => {
      second = undefined;
      opening = undefined;
      tell();
    });
    return lane;
  }

  function counts(): SessionCounts {
    const one = first.slots.counts();
    const other = second?.slots.counts() ?? { used: 0, limit: 0 };
    const limit = one.limit === null ? null : one.limit + (other.limit ?? one.limit);
    return { used: one.used + other.used, limit };
  }

  async function place(start: Start, use: SessionUse): Promise<Program> {
    const spare = use === 'stream' && openSecond !== undefined ? keptForCalls : 0;
    try {
      return await first.slots.open(() => start(first.connection), spare);
    } catch (error) {
      if (!isExhausted(error) || openSecond === undefined) throw error;
    }
    opening ??= another();
    const lane = await opening;
    if (lane === undefined) throw exhausted(counts());
    try {
      return await lane.slots.open(() => start(lane.connection));
    } catch (error) {
      throw isExhausted(error) || second !== lane ? exhausted(counts()) : error;
    }
  }

  /** Until one has ended, or it is time to look anyway. */
  function change(): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        listeners.delete(over);
        resolve();
      };
      const timer = setTimeout(over, lookAgainMs);
      listeners.add(over);
    });
  }

  function callEnded(): void {
    calls -= 1;
  }

  async function openWhenFree(start: Start, use: SessionUse = 'stream'): Promise<Program> {
    const deadline = Date.now() + waitLimitMs;
    const isCall = use === 'call';
    while (true) {
      const mayTry = !isCall || calls < callsMax;
      if (!mayTry && Date.now() >= deadline) throw exhausted(counts());
      if (mayTry) {
        if (isCall) calls += 1;
        try {
          const program = await place(start, use);
          if (isCall) program.channel.once('close', callEnded);
          return program;
        } catch (error) {
          if (isCall) callEnded();
          if (!isExhausted(error) || counts().used === 0 || Date.now() >= deadline) throw error;
        }
      }
      await change();
    }
  }

  return {
    open: (start) => place(start, 'stream'),
    openWhenFree,
    counts,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    spread(by) {
      openSecond = by;
    },
    close() {
      closed = true;
      second?.connection.close();
    },
  };
}
