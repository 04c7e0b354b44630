/** Finding text in the kept lines, a part at a time so that a window never waits. Pure. */
import { plainText } from './ansi.ts';
import type { LogBuffer, LogRow } from './log-buffer.ts';

export interface LogSearch {
  readonly query: string;
  /** The `seq` of each row with a match, ascending. */
  readonly found: readonly number[];
  /** Looks on until `deadline` (a `performance.now()`). True when all that has come was looked at. */
  advance(buffer: LogBuffer, deadline: number): boolean;
}

/** Between two looks at the clock. */
const rowsAtOnce = 500;

export function rowText(row: LogRow): string {
  return row.kind === 'line' ? plainText(row.text) : '';
}

/** Letters of either case match; spaces count. An empty query finds nothing. */
export function createLogSearch(query: string): LogSearch {
  const wanted = query.toLowerCase();
  let found: number[] = [];
  let next = 0;
  return {
    query,
    get found() {
      return found;
    },
    advance(buffer, deadline) {
      const first = buffer.firstSeq();
      const end = buffer.nextSeq();
      if (found.length > 0 && (found[0] ?? 0) < first) {
        found = found.slice(indexFrom(found, first));
      }
      next = Math.max(next, first);
      if (wanted === '') return true;
      while (next < end) {
        const until = Math.min(end, next + rowsAtOnce);
        for (; next < until; next += 1) {
          const row = buffer.rows[next - first];
          if (row && rowText(row).toLowerCase().includes(wanted)) found.push(row.seq);
        }
        if (performance.now() >= deadline) return next === end;
      }
      return true;
    },
  };
}

/** The place of the first that is `seq` or more. */
export function indexFrom(found: readonly number[], seq: number): number {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle] ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The match after (or before) a row, round the ends. Undefined when there is none. */
export function stepFrom(
  found: readonly number[],
  from: number,
  backwards: boolean,
): number | undefined {
  const at = backwards ? indexFrom(found, from) - 1 : indexFrom(found, from + 1);
  return found.at(at < found.length ? at : 0);
}

export interface Span {
  readonly text: string;
  readonly match: boolean;
}

/** Where the query stands in a text. */
export function spansOf(text: string, query: string): Span[] {
  const wanted = query.toLowerCase();
  const low = text.toLowerCase();
  // A few letters have another length in lower case: then no place fits and nothing is marked.
  if (wanted === '' || low.length !== text.length) return [{ text, match: false }];
  const spans: Span[] = [];
  let from = 0;
  const add = (end: number, match: boolean) => {
    if (end > from) spans.push({ text: text.slice(from, end), match });
    from = Math.max(from, end);
  };
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, from)) {
    add(at, false);
    add(at + wanted.length, true);
  }
  add(text.length, false);
  return spans;
}
