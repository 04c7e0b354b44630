/** Sessions (shells, programs) of one connection: a server opens ten of them unless it is told otherwise. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ContractError, refuse } from '../../contract/errors.ts';
import { OpenRefused } from './open-refused.ts';

export interface SessionCounts {
  readonly used: number;
  /** Null until the server has refused one. */
  readonly limit: number | null;
}

/** A server counts a session until its program has ended; we hear of the end of the channel. */
const lingerMs = 2_000;
const lookAgainMs = 100;

/** Something that was opened, and says when it is over. */
export interface Opened {
  readonly channel: { once(event: 'close', listener: () => void): unknown };
}

export interface Slots {
  /**
   * `spare`: so many of those that the server is known to open stay free. Throws
   * `sessions-exhausted` when the server opens no more, `session-refused` when it did not open this one.
   */
  open<P extends Opened>(start: () => Promise<P>, spare?: number): Promise<P>;
  counts(): SessionCounts;
  /** Called whenever one was opened or has ended, until the returned function is. */
  onChange(listener: () => void): () => void;
}

export function exhausted({ used, limit }: SessionCounts): ContractError {
  return refuse('sessions-exhausted', 'The server opens no more sessions for this login.', {
    facts: { limit: limit ?? used, used },
  });
}

export const isExhausted = (error: unknown): boolean =>
  error instanceof ContractError && error.problem.code === 'sessions-exhausted';

/** RFC 4254 §5.1: sshd says "failed", others "no resources". */
const wantsRoom = (error: unknown): error is OpenRefused =>
  error instanceof OpenRefused && (error.reason === 2 || error.reason === 4);

function notOpened(error: OpenRefused): ContractError {
  return refuse('session-refused', 'The server did not start the program.', {
    ...(error.message === '' ? {} : { detail: error.message }),
  });
}

export function createSlots(): Slots {
  let used = 0;
  let open = 0;
  let most = 0;
  let limit: number | null = null;
  let endedAt = Number.NEGATIVE_INFINITY;
  const listeners = new Set<() => void>();

  const take = (by: 1 | -1): void => {
    used += by;
    for (const listener of [...listeners]) listener();
  };

  async function patiently<P>(start: () => Promise<P>): Promise<P> {
    while (true) {
      try {
        return await start();
      } catch (error) {
        if (!wantsRoom(error) || performance.now() - endedAt > lingerMs) throw error;
        await sleep(lookAgainMs);
      }
    }
  }

  return {
    async open(start, spare = 0) {
      if (limit !== null && used >= Math.max(1, limit - spare)) throw exhausted({ used, limit });
      take(1);
      try {
        const opened = await patiently(start);
        open += 1;
        most = Math.max(most, open);
        opened.channel.once('close', () => {
          open -= 1;
          endedAt = performance.now();
          take(-1);
        });
        return opened;
      } catch (error) {
        take(-1);
        if (!(error instanceof OpenRefused)) throw error;
        // Alone, it was not for want of a session.
        if (!wantsRoom(error) || used === 0) throw notOpened(error);
        limit = Math.max(most, used);
        throw exhausted({ used, limit });
      }
    },
    counts: () => ({ used, limit }),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
