/** Sessions (shells, programs) of one login: a server opens ten of them unless it is told otherwise. */
import { refuse } from '../../contract/errors.ts';
import { OpenRefused, type Program } from './connection.ts';
import { within } from './within.ts';

/** A call that waits for another to end; longer, and a person should hear of it. */
const waitLimitMs = 20_000;

export interface Sessions {
  /** Throws `sessions-exhausted` when the server opens no more. */
  open(start: () => Promise<Program>): Promise<Program>;
  /** The same, but waits up to 20 s for a session to end. */
  openWhenFree(start: () => Promise<Program>): Promise<Program>;
  counts(): { readonly used: number; readonly limit: number | null };
}

export function createSessions(): Sessions {
  let used = 0;
  let limit: number | null = null;
  const waiting: (() => void)[] = [];

  const exhausted = (): Error =>
    refuse('sessions-exhausted', 'The server opens no more sessions for this login.', {
      facts: { limit: limit ?? used, used },
    });

  async function open(start: () => Promise<Program>): Promise<Program> {
    if (limit !== null && used >= limit) throw exhausted();
    used += 1;
    const free = (): void => {
      used -= 1;
      waiting.shift()?.();
    };
    try {
      const program = await start();
      program.channel.once('close', free);
      return program;
    } catch (error) {
      free();
      if (!(error instanceof OpenRefused)) throw error;
      limit = used;
      throw exhausted();
    }
  }

  async function openWhenFree(start: () => Promise<Program>): Promise<Program> {
    const deadline = Date.now() + waitLimitMs;
    while (true) {
      try {
        return await open(start);
      } catch (error) {
        const mayWait = used > 0 && limit !== null && used >= limit;
        if (!mayWait || Date.now() >= deadline) throw error;
        const freed = new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
        await within(freed, { limitMs: deadline - Date.now(), late: exhausted });
      }
    }
  }

  return { open, openWhenFree, counts: () => ({ used, limit }) };
}
