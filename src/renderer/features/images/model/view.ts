/** What the address says about the list: which images, which text, which order. */
import * as z from 'zod';
import type { Sort } from '../../../shared/lib/sort-rows.ts';
import { shows } from './image-rows.ts';

export const ImagesSearch = z.object({
  show: z.enum(shows).optional().catch(undefined),
  // A number or `true` in an address is read as such by the router.
  q: z.coerce.string().optional().catch(undefined),
  sort: z
    .string()
    .regex(/^[a-zA-Z]+(\.desc)?$/)
    .optional()
    .catch(undefined),
});
export type ImagesSearch = z.infer<typeof ImagesSearch>;

const byName: Sort = { column: 'name', descending: false };

export function readSort(text: string | undefined): Sort {
  if (text === undefined) return byName;
  const [column = byName.column, direction] = text.split('.');
  return { column, descending: direction === 'desc' };
}

/** Nothing for the order that a list has by itself. */
export function writeSort({ column, descending }: Sort): string | undefined {
  if (column === byName.column && !descending) return undefined;
  return descending ? `${column}.desc` : column;
}
