/** What a key means in a tree of rows, after the ARIA pattern for treegrids. Pure. */

export interface KeyRow {
  readonly level: number;
  readonly name: string;
  readonly expandable: boolean;
  readonly expanded: boolean;
}

export type TreeMove =
  | { readonly kind: 'focus'; readonly index: number }
  | { readonly kind: 'toggle' | 'parent' | 'siblings' | 'open' | 'menu' };

export interface TreeKeysInput {
  readonly index: number;
  readonly total: number;
  readonly pageRows: number;
  /** Nothing for a row that was not read yet. */
  readonly rowAt: (index: number) => KeyRow | undefined;
}

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
}

const focus = (index: number): TreeMove => ({ kind: 'focus', index });

function walk(key: string, input: TreeKeysInput): TreeMove | undefined {
  const { index, total, pageRows } = input;
  const last = total - 1;
  switch (key) {
    case 'ArrowDown':
      return focus(Math.min(last, index + 1));
    case 'ArrowUp':
      return focus(Math.max(0, index - 1));
    case 'PageDown':
      return focus(Math.min(last, index + pageRows));
    case 'PageUp':
      return focus(Math.max(0, index - pageRows));
    case 'Home':
      return focus(0);
    case 'End':
      return focus(last);
    default:
      return undefined;
  }
}

function sideways(key: string, input: TreeKeysInput): TreeMove | undefined {
  const row = input.rowAt(input.index);
  if (!row) return undefined;
  if (key === 'ArrowRight') {
    if (!row.expandable) return undefined;
    if (!row.expanded) return { kind: 'toggle' };
    return focus(Math.min(input.total - 1, input.index + 1));
  }
  return row.expandable && row.expanded ? { kind: 'toggle' } : { kind: 'parent' };
}

export function treeMove(pressed: Pressed, input: TreeKeysInput): TreeMove | undefined {
  const { key } = pressed;
  if (input.total === 0) return undefined;
  if (key === 'ArrowLeft' || key === 'ArrowRight') return sideways(key, input);
  if (key === 'Enter') return { kind: 'open' };
  if (key === ' ') return input.rowAt(input.index)?.expandable ? { kind: 'toggle' } : undefined;
  if (key === '*') return { kind: 'siblings' };
  if (key === 'ContextMenu' || (pressed.shiftKey && key === 'F10')) return { kind: 'menu' };
  return walk(key, input);
}

/** The nearest row above that is one level up, as far as rows were read. */
export function parentIndex(input: TreeKeysInput): number | undefined {
  const level = input.rowAt(input.index)?.level ?? 1;
  if (level <= 1) return undefined;
  for (let index = input.index - 1; index >= 0; index -= 1) {
    const row = input.rowAt(index);
    if (!row) return undefined;
    if (row.level < level) return index;
  }
  return undefined;
}

/** How far type-ahead looks: what is read is a page or two. */
const farRows = 400;

/** The next row whose name begins so; one letter again and again goes on from row to row. */
export function typeAhead(typed: string, input: TreeKeysInput): number | undefined {
  const wanted = typed.toLowerCase();
  const { index, total } = input;
  const start = typed.length > 1 ? 0 : 1;
  for (let step = start; step < Math.min(total, farRows); step += 1) {
    const at = (index + step) % total;
    if (input.rowAt(at)?.name.toLowerCase().startsWith(wanted)) return at;
  }
  return undefined;
}
