import { describe, expect, it } from 'vitest';
import {
  changesIn,
  LayersSearch,
  nextTreeSort,
  readChanges,
  readTreeSort,
  toggleChange,
} from './view.ts';

describe('the address of the explorer', () => {
  it('forgets what it does not understand', () => {
    const raw = { source: 'x', layer: '-1', tab: 'nope', min: 'many', view: 'stack', file: '7' };
    expect(LayersSearch.parse(raw)).toMatchObject({
      ...{ source: 'x', layer: undefined, tab: undefined, min: undefined },
      ...{ view: 'stack', file: 7 },
    });
  });

  it('holds kinds of change in one order', () => {
    expect(readChanges('removed,added,x')).toEqual(['added', 'removed']);
    expect(toggleChange('removed', 'added')).toBe('added,removed');
    expect(toggleChange('added', 'added')).toBeUndefined();
    expect(changesIn('layer')).not.toContain('kept');
    expect(changesIn('stack')).not.toContain('removed');
  });

  it('sorts by size from the largest', () => {
    expect(readTreeSort(undefined)).toEqual({ sort: 'name', descending: false });
    expect(nextTreeSort(undefined, 'size')).toBe('-size');
    expect(nextTreeSort('-size', 'size')).toBe('size');
    expect(nextTreeSort('-size', 'name')).toBeUndefined();
    expect(nextTreeSort(undefined, 'name')).toBe('-name');
  });
});
