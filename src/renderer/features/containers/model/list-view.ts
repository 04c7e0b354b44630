/** What the list shows, as the address keeps it: filter, sort, selection. Pure. */
import * as z from 'zod';
import { HostId } from '../../../../contract/ids.ts';
import type { Sort } from '../../../shared/lib/sort-rows.ts';
import { type Filter, type StateFilter, stateFilters } from './filter.ts';

const word = z.string().optional().catch(undefined);

/**
 * `state=running,paused`, `sort=-created`, `sel` and `ids` as the beginnings of ids; `hosts` in the
 * list of all hosts, where `sel` names the host of each as well.
 */
export const ListSearch = z.object({
  q: word,
  state: word,
  ids: word,
  hosts: word,
  sort: word,
  sel: word,
});
export type ListSearch = z.output<typeof ListSearch>;

export interface ListView extends Filter {
  /** Only of these; of all when empty. */
  readonly hosts: readonly HostId[];
  readonly sort: Sort;
  readonly selected: readonly string[];
}

const usualSort: Sort = { column: 'name', descending: false };
const idList = (text: string | undefined) =>
  (text ?? '').split(',').filter((id) => /^[0-9a-f]{12,64}$/.test(id));

/** A host's id may hold anything, so each is escaped by itself. */
function hostOf(word: string): HostId | undefined {
  try {
    return HostId.safeParse(decodeURIComponent(word)).data;
  } catch {
    return undefined;
  }
}

const hostList = (text: string | undefined): readonly HostId[] =>
  (text ?? '').split(',').flatMap((word) => hostOf(word) ?? []);

/** The key of a row in the list of all hosts: one engine may be reached by two ways. */
export const placedKey = (id: string, host: HostId): string => `${id.slice(0, 12)}@${host}`;

/** `0123456789ab` in the list of one host, `0123456789ab@docker-host` in that of all. */
function keyList(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').flatMap((word) => {
    const [, id, at] = /^([0-9a-f]{12,64})(?:@(.+))?$/.exec(word) ?? [];
    if (id === undefined || at === undefined) return id ?? [];
    const host = hostOf(at);
    return host === undefined ? [] : placedKey(id, host);
  });
}

function keyText(key: string): string {
  const at = key.indexOf('@');
  return at < 0 ? key : `${key.slice(0, at)}@${encodeURIComponent(key.slice(at + 1))}`;
}

export function readSearch(search: ListSearch): ListView {
  const states = (search.state ?? '').split(',');
  const descending = search.sort?.startsWith('-') ?? false;
  const column = search.sort?.slice(descending ? 1 : 0);
  return {
    text: search.q ?? '',
    states: stateFilters.filter((state): state is StateFilter => states.includes(state)),
    ids: idList(search.ids),
    hosts: hostList(search.hosts),
    sort: column ? { column, descending } : usualSort,
    selected: keyList(search.sel),
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
    ...(view.hosts.length === 0 ? {} : { hosts: view.hosts.map(encodeURIComponent).join(',') }),
    ...(usual ? {} : { sort: `${descending ? '-' : ''}${column}` }),
    ...(view.selected.length === 0 ? {} : { sel: view.selected.map(keyText).join(',') }),
  };
}

export const isFiltered = ({ text, states, ids, hosts }: Omit<ListView, 'sort' | 'selected'>) =>
  text.trim() !== '' || states.length > 0 || ids.length > 0 || hosts.length > 0;
