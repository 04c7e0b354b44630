/** The lines of one log that are kept: a bounded window at its end. Pure. */
import type { LogLine } from '../../../../contract/log-frames.ts';

export type LogMark = 'stopped' | 'restarted' | 'removed' | 'engine-gone' | 'engine-back';

export type LogEntry =
  | ({ readonly kind: 'line' } & LogLine)
  /** What happened to the container between two lines. */
  | { readonly kind: 'mark'; readonly mark: LogMark; readonly atMs: number };

/** `seq` counts from the first line that ever came: it names a line for as long as it is kept. */
export type LogRow = LogEntry & { readonly seq: number };

export interface LogBuffer {
  /** Oldest first, without a gap: `rows[n].seq === firstSeq() + n`. The same array; it changes. */
  readonly rows: readonly LogRow[];
  firstSeq(): number;
  /** The number that the next row will have. */
  nextSeq(): number;
  /** How many were left out since the last `clear`, because more came than are kept. */
  dropped(): number;
  push(entries: readonly LogEntry[]): void;
  clear(): void;
}

export interface LogLimits {
  readonly rows: number;
  readonly bytes: number;
}

export const logLimits: LogLimits = { rows: 100_000, bytes: 32 * 1024 * 1024 };

/** What a row costs beside its text. */
const rowBytes = 100;
/** Dropped at once: to move 100,000 rows for each new line would cost more than the line. */
const dropShare = 0.1;

const bytesOf = (entry: LogEntry) => rowBytes + (entry.kind === 'line' ? entry.text.length * 2 : 0);

export function createLogBuffer(limits: LogLimits = logLimits): LogBuffer {
  const rows: LogRow[] = [];
  let nextSeq = 0;
  let bytes = 0;
  let dropped = 0;

  function dropOldest(): void {
    if (rows.length <= limits.rows && bytes <= limits.bytes) return;
    const keepRows = Math.floor(limits.rows * (1 - dropShare));
    const keepBytes = limits.bytes * (1 - dropShare);
    let count = 0;
    while (count < rows.length && (rows.length - count > keepRows || bytes > keepBytes)) {
      const row = rows[count];
      bytes -= row ? bytesOf(row) : 0;
      count += 1;
    }
    rows.splice(0, count);
    dropped += count;
  }

  return {
    rows,
    firstSeq: () => nextSeq - rows.length,
    nextSeq: () => nextSeq,
    dropped: () => dropped,
    push(entries) {
      for (const entry of entries) {
        rows.push({ ...entry, seq: nextSeq });
        nextSeq += 1;
        bytes += bytesOf(entry);
      }
      dropOldest();
    },
    clear() {
      rows.length = 0;
      bytes = 0;
      dropped = 0;
    },
  };
}
