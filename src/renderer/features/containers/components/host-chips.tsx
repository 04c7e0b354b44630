import type { HostId } from '../../../../contract/ids.ts';
import { FilterChip } from '../../../shared/ui/filter-chip.tsx';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import type { AskedList } from '../api/use-all-lists.ts';

export interface HostChipsProps {
  readonly lists: readonly AskedList[];
  readonly chosen: readonly HostId[];
  readonly onChange: (chosen: readonly HostId[]) => void;
}

/** One for each host, with how many containers it has, or had when it was seen last. */
export function HostChips({ lists, chosen, onChange }: HostChipsProps) {
  const known = lists.map(({ host }) => host.id);
  const toggle = (id: HostId, pressed: boolean) =>
    onChange(known.filter((one) => (one === id ? pressed : chosen.includes(one))));
  return lists.map(({ host, rows }) => (
    <FilterChip
      key={host.id}
      label={host.label}
      mark={<HostDot host={host} />}
      count={rows?.length}
      pressed={chosen.includes(host.id)}
      onChange={(pressed) => toggle(host.id, pressed)}
    />
  ));
}
