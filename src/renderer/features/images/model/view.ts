/** What the address says about the list: which images, which text, which order, which are selected. */
import * as z from 'zod';
import type { Sort } from '../../../shared/lib/sort-rows.ts';
import { shows } from './image-rows.ts';
import { hexOf, shortLength } from './paths.ts';

const word = z.string().optional().catch(undefined);

/** `sort=-created`, `sel` as the beginnings of ids. */
export const ImagesSearch = z.object({
  show: z.enum(shows).optional().catch(undefined),
  /** Steps of builds as well. */
  steps: z.literal('shown').optional().catch(undefined),
  q: word,
  sort: word,
  sel: word,
});
export type ImagesSearch = z.infer<typeof ImagesSearch>;

const usualSort: Sort = { column: 'name', descending: false };

export function readSort(text: string | undefined): Sort {
  if (!text) return usualSort;
  const descending = text.startsWith('-');
  return { column: text.slice(descending ? 1 : 0), descending };
}

/** Nothing for the order that a list has by itself. */
export function writeSort({ column, descending }: Sort): string | undefined {
  if (column === usualSort.column && !descending) return undefined;
  return `${descending ? '-' : ''}${column}`;
}

/** The ids of `all` that the address selects. */
export function readSelected(text: string | undefined, all: readonly string[]): readonly string[] {
  if (!text) return [];
  const asked = new Set(text.split(','));
  return all.filter((id) => asked.has(hexOf(id).slice(0, shortLength)));
}

export function writeSelected(ids: Iterable<string>): string | undefined {
  const text = Array.from(ids, (id) => hexOf(id).slice(0, shortLength)).join(',');
  return text === '' ? undefined : text;
}
