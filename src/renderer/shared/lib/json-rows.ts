/** A JSON value as the rows of a tree: what is folded, masked and matched. Pure. */
import { looksSecret } from '../../../contract/secrets.ts';

export interface JsonRow {
  /** Where in the value: `/Config/Env/3`. Unique. */
  readonly path: string;
  readonly key: string;
  readonly depth: number;
  readonly kind: 'object' | 'array' | 'text' | 'number' | 'boolean' | 'null';
  /** The value as JSON; empty for objects and arrays. */
  readonly text: string;
  /** Members of an object or array. */
  readonly size: number;
  readonly secret: boolean;
}

function kindOf(value: unknown): JsonRow['kind'] {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

/** All rows in reading order, parents first. */
export function jsonRows(value: unknown): readonly JsonRow[] {
  const rows: JsonRow[] = [];
  const add = (node: unknown, key: string, at: { path: string; depth: number }) => {
    const kind = kindOf(node);
    const members =
      kind === 'array' || kind === 'object' ? Object.entries(node as Record<string, unknown>) : [];
    const text = kind === 'array' || kind === 'object' ? '' : JSON.stringify(node);
    rows.push({
      ...at,
      key,
      kind,
      text,
      size: members.length,
      secret: kind === 'text' && looksSecret(key, String(node)),
    });
    for (const [name, member] of members) {
      add(member, name, { path: `${at.path}/${name}`, depth: at.depth + 1 });
    }
  };
  for (const [name, member] of Object.entries(Object(value) as Record<string, unknown>)) {
    add(member, name, { path: `/${name}`, depth: 0 });
  }
  return rows;
}

/** Without what lies below a folded row. */
export function unfolded(
  rows: readonly JsonRow[],
  folded: ReadonlySet<string>,
): readonly JsonRow[] {
  const shown: JsonRow[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.depth > hiddenBelow) continue;
    hiddenBelow = folded.has(row.path) ? row.depth : Number.POSITIVE_INFINITY;
    shown.push(row);
  }
  return shown;
}

/** Rows that match, with all their parents. A hidden value is not searched: it would give itself away. */
export function matchingRows(rows: readonly JsonRow[], query: string): readonly JsonRow[] {
  const wanted = query.toLowerCase();
  const keep = new Set<string>();
  for (const row of rows) {
    const text = row.secret ? '' : row.text.toLowerCase();
    if (!row.key.toLowerCase().includes(wanted) && !text.includes(wanted)) continue;
    const parts = row.path.split('/');
    for (let end = 2; end <= parts.length; end += 1) keep.add(parts.slice(0, end).join('/'));
  }
  return rows.filter((row) => keep.has(row.path));
}
