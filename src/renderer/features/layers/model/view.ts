/** What the address says about the explorer: source, layer, tab, filter, order, open file. */
import * as z from 'zod';
import type { Change, LayerView } from '../../../../contract/layers.ts';

export const tabs = ['files', 'map', 'waste', 'help'] as const;
export type Tab = (typeof tabs)[number];

const word = z.string().optional().catch(undefined);
const number = z.coerce.number().int().min(0).optional().catch(undefined);

/** `show=added,removed`, `sort=-size`. */
export const LayersSearch = z.object({
  source: word,
  layer: number,
  view: z.enum(['layer', 'stack']).optional().catch(undefined),
  tab: z.enum(tabs).optional().catch(undefined),
  q: word,
  show: word,
  min: number,
  sort: word,
  /** A node: the folder that the map shows. */
  folder: number,
  /** A node: the file that is open. */
  file: number,
  /** A node: the row to go to. */
  at: number,
});
export type LayersSearch = z.infer<typeof LayersSearch>;

export const CompareSearch = z.object({
  left: word,
  right: word,
  tab: z.enum(['files', 'config']).optional().catch(undefined),
  q: word,
  show: word,
  min: number,
  sort: word,
});
export type CompareSearch = z.infer<typeof CompareSearch>;

const changes: readonly Change[] = ['added', 'changed', 'removed', 'kept'];

/** In one layer nothing is kept; in the stack, what was removed is out of sight. */
export const changesIn = (view: LayerView): readonly Change[] =>
  view === 'stack' ? ['added', 'changed', 'kept'] : ['added', 'changed', 'removed'];

export function readChanges(text: string | undefined): Change[] {
  const asked = new Set(text?.split(','));
  return changes.filter((change) => asked.has(change));
}

export function toggleChange(text: string | undefined, change: Change): string | undefined {
  const now = new Set(readChanges(text));
  if (!now.delete(change)) now.add(change);
  const next = changes.filter((one) => now.has(one)).join(',');
  return next === '' ? undefined : next;
}

export interface TreeSort {
  readonly sort: 'name' | 'size';
  readonly descending: boolean;
}

export const readTreeSort = (text: string | undefined): TreeSort => ({
  sort: text?.endsWith('size') ? 'size' : 'name',
  descending: text?.startsWith('-') ?? false,
});

/** A first click on sizes asks for the large ones. Nothing for the order that a tree has by itself. */
export function nextTreeSort(text: string | undefined, by: TreeSort['sort']): string | undefined {
  const now = readTreeSort(text);
  const descending = now.sort === by ? !now.descending : by === 'size';
  if (by === 'name' && !descending) return undefined;
  return `${descending ? '-' : ''}${by}`;
}

/** Sizes that a person would filter by. */
export const smallestSizes = [0, 100_000, 1_000_000, 10_000_000, 100_000_000] as const;
