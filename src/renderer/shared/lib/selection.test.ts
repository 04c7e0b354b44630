import { describe, expect, it } from 'vitest';
import { noSelection, prune, selectAll, selectOnly, selectRange, toggleKey } from './selection.ts';

const order = ['a', 'b', 'c', 'd'];
const keysOf = (selection: { keys: ReadonlySet<string> }) => [...selection.keys].sort();

describe('selection', () => {
  it('toggles one and starts ranges from it', () => {
    const one = toggleKey(noSelection, 'b');
    expect(keysOf(selectRange(one, order, 'd'))).toEqual(['b', 'c', 'd']);
    expect(keysOf(toggleKey(one, 'b'))).toEqual([]);
  });

  it('keeps the anchor, so that a range can turn around', () => {
    const down = selectRange(selectOnly('b'), order, 'd');
    expect(keysOf(selectRange(down, order, 'a'))).toEqual(['a', 'b']);
  });

  it('takes only the row when the anchor is not listed any more', () => {
    expect(keysOf(selectRange(selectOnly('x'), order, 'c'))).toEqual(['c']);
  });

  it('forgets what is gone, and is the same object when nothing is', () => {
    const all = selectAll(order);
    expect(prune(all, new Set(order))).toBe(all);
    const left = prune(all, new Set(['b', 'c']));
    expect(keysOf(left)).toEqual(['b', 'c']);
    expect(left.anchor).toBeNull();
  });
});
