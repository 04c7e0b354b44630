/** Which rows the state chips and the free text let through. Pure. */
import type { ContainerSummary, PortBinding } from '../../../../contract/containers.ts';

export const stateFilters = [
  'running',
  'paused',
  'restarting',
  'exited',
  'created',
  'dead',
  'unhealthy',
] as const;
export type StateFilter = (typeof stateFilters)[number];

export interface Filter {
  readonly text: string;
  readonly states: readonly StateFilter[];
  /** Beginnings of ids: only these containers. */
  readonly ids: readonly string[];
}

/** As `docker ps` writes it: `0.0.0.0:8080->80/tcp`. */
export function portText(port: PortBinding): string {
  const inner = `${port.containerPort}/${port.protocol}`;
  if (port.hostPort === null) return inner;
  const ip = port.hostIp?.includes(':') ? `[${port.hostIp}]` : (port.hostIp ?? '');
  return `${ip}:${port.hostPort}->${inner}`;
}

/** Rows keep their identity while nothing changes, so each is put into words once, not at each key. */
const words = new WeakMap<ContainerSummary, string>();

function wordsOf(row: ContainerSummary): string {
  const known = words.get(row);
  if (known !== undefined) return known;
  const made = [
    row.name,
    row.image,
    row.id,
    row.imageId ?? '',
    row.composeProject ?? '',
    ...row.ports.map(portText),
  ]
    .join('\n')
    .toLowerCase();
  words.set(row, made);
  return made;
}

export function inState(row: ContainerSummary, filter: StateFilter): boolean {
  if (filter === 'unhealthy') return row.state === 'running' && row.health === 'unhealthy';
  if (filter === 'dead') return row.state === 'dead' || row.state === 'removing';
  return row.state === filter;
}

/** All words of the text must be found, any of the states. Undefined: all rows fit. */
export function matcher({ text, states, ids }: Filter) {
  const asked = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (asked.length === 0 && states.length === 0 && ids.length === 0) return undefined;
  return (row: ContainerSummary): boolean =>
    (states.length === 0 || states.some((state) => inState(row, state))) &&
    (ids.length === 0 || ids.some((id) => row.id.startsWith(id))) &&
    asked.every((word) => wordsOf(row).includes(word));
}

export function filterRows(
  rows: readonly ContainerSummary[],
  filter: Filter,
): readonly ContainerSummary[] {
  const fits = matcher(filter);
  return fits ? rows.filter(fits) : rows;
}

export type StateCounts = Readonly<Record<StateFilter, number>>;

export function countStates(rows: readonly ContainerSummary[]): StateCounts {
  const counts = Object.fromEntries(stateFilters.map((state) => [state, 0])) as Record<
    StateFilter,
    number
  >;
  for (const row of rows) {
    for (const state of stateFilters) if (inState(row, state)) counts[state] += 1;
  }
  return counts;
}
