import { randomUUID } from 'node:crypto';
import { shellLine } from '../../contract/command-line.ts';
import { toProblem } from '../../contract/errors.ts';
import type { HostId } from '../../contract/ids.ts';
import type { JournalEntry } from '../../contract/journal.ts';
import type { Backbone } from '../backbone.ts';
import type { JournalStore } from './journal-store.ts';

export interface Act {
  readonly host: HostId | null;
  /** `containers.stop` */
  readonly action: string;
  /** The object's name as a person knows it. */
  readonly subject: string;
  /** The words of the `docker` command that equals it; none when there is no such command. */
  readonly words?: readonly string[];
}

/** Does what changes something, and writes down how it ended. Throws what `work` throws. */
export async function recorded<T>(
  journal: Promise<JournalStore>,
  act: Act,
  work: () => Promise<T>,
): Promise<T> {
  try {
    const result = await work();
    await note(journal, act, { outcome: 'done', code: null });
    return result;
  } catch (error) {
    const { code } = toProblem(error);
    await note(journal, act, { outcome: code === 'cancelled' ? 'cancelled' : 'failed', code });
    throw error;
  }
}

/** As `recorded`, on a host; throws `host-locked` on a production host that nobody has unlocked. */
export async function changing<T>(
  { hosts, journal }: Pick<Backbone, 'hosts' | 'journal'>,
  act: Act & { readonly host: HostId },
  work: () => Promise<T>,
): Promise<T> {
  hosts.mayChange(act.host);
  return recorded(journal, act, work);
}

export async function note(
  journal: Promise<JournalStore>,
  act: Act,
  end: Pick<JournalEntry, 'outcome' | 'code'>,
): Promise<void> {
  (await journal).add({
    id: randomUUID(),
    atMs: Date.now(),
    host: act.host,
    action: act.action,
    subject: act.subject,
    command: shellLine(act.words ?? []),
    ...end,
  });
}
