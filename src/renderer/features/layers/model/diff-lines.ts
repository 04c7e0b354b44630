/** The difference of two texts, line by line, as rows of a view. Pure. */
import { diffArrays } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  /** Line numbers from 1; the side that has no such line is null. */
  readonly left: number | null;
  readonly right: number | null;
  readonly text: string;
}

/** Lines that are the same on both sides and are not shown. */
export interface Gap {
  readonly kind: 'gap';
  readonly count: number;
}

export interface SidePair {
  readonly kind: 'pair';
  readonly left: DiffLine | null;
  readonly right: DiffLine | null;
}

/**
 * Two files that share nothing cost time by the product of their lines. The window stays alive: 400 ms is
 * what a person takes for "at once" after a click, and enough for a thousand changed lines.
 */
const limitMs = 400;
/** Lines around a change. */
const around = 3;

/** The last line break ends a line, it does not begin one. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Undefined: too different to say in time. */
export function diffLines(below: string, now: string): readonly DiffLine[] | undefined {
  const changes = diffArrays([...linesOf(below)], [...linesOf(now)], { timeout: limitMs });
  if (!changes) return undefined;
  let left = 0;
  let right = 0;
  return changes.flatMap(({ added, removed, value }) =>
    value.map((text): DiffLine => {
      if (added) return { kind: 'added', left: null, right: ++right, text };
      if (removed) return { kind: 'removed', left: ++left, right: null, text };
      return { kind: 'same', left: ++left, right: ++right, text };
    }),
  );
}

/** Only what is near a change; nothing when nothing changed. */
export function foldSame(lines: readonly DiffLine[]): readonly (DiffLine | Gap)[] {
  const near = new Uint8Array(lines.length);
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'same') near.fill(1, Math.max(0, index - around), index + around + 1);
  }
  const rows: (DiffLine | Gap)[] = [];
  let hidden = 0;
  const flush = () => {
    if (hidden > 0) rows.push({ kind: 'gap', count: hidden });
    hidden = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (near[index] === 0) hidden += 1;
    else {
      flush();
      rows.push(line);
    }
  }
  flush();
  return rows;
}

/** Side by side: what was removed stands beside what was added in its place. */
export function sideBySide(rows: readonly (DiffLine | Gap)[]): readonly (SidePair | Gap)[] {
  const pairs: (SidePair | Gap)[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      pairs.push({ kind: 'pair', left: removed[index] ?? null, right: added[index] ?? null });
    }
    removed = [];
    added = [];
  };
  for (const row of rows) {
    if (row.kind === 'removed') removed.push(row);
    else if (row.kind === 'added') added.push(row);
    else {
      flush();
      pairs.push(row.kind === 'gap' ? row : { kind: 'pair', left: row, right: row });
    }
  }
  flush();
  return pairs;
}
