/** What the list shows, as the address keeps it: filter, sort, selection. Pure. */
import * as z from 'zod';
import type { Sort } from '../../../shared/lib/sort-rows.ts';
import { type Filter, type StateFilter, stateFilters } from './filter.ts';

const word = z.string().optional().catch(undefined);

/** `state=running,paused`, `sort=-created`, `sel` and `ids` as the beginnings of ids. */
export const ListSearch = z.object({ q: word, state: word, ids: word, sort: word, sel: word });
export type ListSearch = z.output<typeof ListSearch>;

export interface ListView extends Filter {
  readonly sort: Sort;
  readonly selected: readonly string[];
}

const usualSort: Sort = { column: 'name', descending: false };
const idList = (text: string | undefined) =>
  (text ?? '').split(',').filter((id) => /^[0-9a-f]{12,64}$/.test(id));

export function readSearch(search: ListSearch): ListView {
  const states = (search.state ?? '').split(',');
  const descending = search.sort?.startsWith('-') ?? false;
  const column = search.sort?.slice(descending ? 1 : 0);
  return {
    text: search.q ?? '',
    states: stateFilters.filter((state): state is StateFilter => states.includes(state)),
    ids: idList(search.ids),
    sort: column ? { column, descending } : usualSort,
    selected: idList(search.sel),
  };
}

/** The shortest address: what is as usual is not in it. */
export function writeSearch(view: ListView): ListSearch {
  const { column, descending } = view.sort;
  const usual = column === usualSort.column && descending === usualSort.descending;
  return {
    ...(view.text === '' ? {} : { q: view.text }),
    ...(view.states.length === 0 ? {} : { state: view.states.join(',') }),
    ...(view.ids.length === 0 ? {} : { ids: view.ids.join(',') }),
    ...(usual ? {} : { sort: `${descending ? '-' : ''}${column}` }),
    ...(view.selected.length === 0 ? {} : { sel: view.selected.join(',') }),
  };
}

export const isFiltered = ({ text, states, ids }: Filter): boolean =>
  text.trim() !== '' || states.length > 0 || ids.length > 0;
