/** The lists of several hosts as one. Pure. */
import type { ContainerSummary } from '../../../../contract/containers.ts';
import { type Host, type HostState, isAnswering } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { type Filter, matcher } from './filter.ts';
import { placedKey } from './list-view.ts';

export interface PlacedRow {
  /** One engine may be reached by two ways: then its containers are there twice. */
  readonly key: string;
  readonly host: HostId;
  readonly label: string;
  /** False: what its host said last, before it went. */
  readonly fresh: boolean;
  readonly container: ContainerSummary;
}

export interface HostList {
  readonly host: Pick<Host, 'id' | 'label'>;
  readonly fresh: boolean;
  /** Undefined until the host has said it once. */
  readonly rows: readonly ContainerSummary[] | undefined;
}

/** A host in this state is asked for its list. One that sleeps is not woken by a look at the others. */
export const isAsked = isAnswering;

/** Its changes are followed, also while it comes back by itself. */
export const isFollowed = (state: HostState): boolean => isAsked(state) || state === 'reconnecting';

/** A container's row is made once for each way it is shown, so that it renders only when that changes. */
const made = new WeakMap<ContainerSummary, PlacedRow>();

function placed(container: ContainerSummary, { host, fresh }: HostList): PlacedRow {
  const known = made.get(container);
  if (known?.host === host.id && known.label === host.label && known.fresh === fresh) return known;
  const key = placedKey(container.id, host.id);
  const row = { key, host: host.id, label: host.label, fresh, container };
  made.set(container, row);
  return row;
}

export const placeRows = (lists: readonly HostList[]): readonly PlacedRow[] =>
  lists.flatMap((list) => (list.rows ?? []).map((container) => placed(container, list)));

export interface PlacedFilter extends Filter {
  readonly hosts: readonly HostId[];
}

export function filterPlaced(
  rows: readonly PlacedRow[],
  filter: PlacedFilter,
): readonly PlacedRow[] {
  const fits = matcher(filter);
  const { hosts } = filter;
  if (!fits && hosts.length === 0) return rows;
  return rows.filter(
    (row) =>
      (hosts.length === 0 || hosts.includes(row.host)) &&
      (fits === undefined || fits(row.container)),
  );
}
