import { randomBytes } from 'node:crypto';

/** A file that a browser may fetch once. */
export interface TicketFile {
  readonly fileName: string;
  readonly mediaType: string;
  /** The bytes, no faster than they are taken. */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

export interface FileTickets {
  /** Gives the file out once; undefined for a ticket that is unknown, used or too old. */
  take(ticket: string): TicketFile | undefined;
}

export interface FileTicketOffice extends FileTickets {
  /** A ticket that dies on use, or after a minute. */
  issue(file: TicketFile): string;
  close(): void;
}

const lifeMs = 60_000;
/** 128 bits: nobody guesses one within its minute. */
const ticketBytes = 16;

export function createFileTickets(options: { lifeMs?: number } = {}): FileTicketOffice {
  const files = new Map<string, { file: TicketFile; timer: NodeJS.Timeout }>();
  return {
    issue(file) {
      const ticket = randomBytes(ticketBytes).toString('base64url');
      const timer = setTimeout(() => files.delete(ticket), options.lifeMs ?? lifeMs);
      timer.unref();
      files.set(ticket, { file, timer });
      return ticket;
    },
    take(ticket) {
      const found = files.get(ticket);
      if (!found) return undefined;
      files.delete(ticket);
      clearTimeout(found.timer);
      return found.file;
    },
    close() {
      for (const { timer } of files.values()) clearTimeout(timer);
      files.clear();
    },
  };
}
