/** Which containers a deed reaches, and where they are. Pure. */
import type { Host } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { type ActKind, fits, type Target } from './acts.ts';

export interface Placed<Item> {
  readonly host: HostId;
  readonly items: readonly Item[];
}

/** In the order in which their hosts come first. */
export function byHost<Item extends { readonly host: HostId }>(
  items: readonly Item[],
): readonly Placed<Item>[] {
  const groups = Map.groupBy(items, ({ host }) => host);
  return [...groups].map(([host, own]) => ({ host, items: own }));
}

/** Production hosts that nobody has unlocked. */
export const lockedHosts = (
  hosts: readonly Pick<Host, 'id' | 'production' | 'unlocked'>[],
): ReadonlySet<HostId> =>
  new Set(hosts.filter((host) => host.production && !host.unlocked).map(({ id }) => id));

export interface Scope {
  readonly targets: readonly Target[];
  readonly leftOut: readonly Target[];
}

/**
 * Of several those that it fits, without those on locked hosts. One alone is tried all the same: its
 * refusal says why and how to unlock.
 */
export function scopeOf(
  kind: ActKind,
  asked: readonly Target[],
  locked: ReadonlySet<HostId>,
): Scope {
  const fitting = asked.filter(({ state }) => fits(kind, state));
  if (asked.length === 1) return { targets: fitting, leftOut: [] };
  return {
    targets: fitting.filter(({ host }) => !locked.has(host)),
    leftOut: fitting.filter(({ host }) => locked.has(host)),
  };
}

/** A line for each host, below its name where there are several. */
export function linesByHost<Item extends { readonly host: HostId }>(
  items: readonly Item[],
  line: (items: readonly Item[]) => string,
  label: (host: HostId) => string,
): string {
  const places = byHost(items);
  if (places.length < 2) return line(items);
  // A label may hold anything; a line break in it would end the comment.
  return places
    .map((place) => `# ${label(place.host).replaceAll(/\s+/g, ' ')}\n${line(place.items)}`)
    .join('\n');
}
