import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { compareNumbers, compareText } from '../../../shared/lib/sort-rows.ts';
import { markOf, markRank } from '../../../shared/lib/state-of.ts';
import type { Column } from '../../../shared/ui/data-table/types.ts';
import { MiddleTruncate, Mono, RelativeTime, ShortId } from '../../../shared/ui/text.tsx';
import { isLive, targetOf } from '../model/acts.ts';
import { PortsCell } from './ports.tsx';
import { StateCell } from './state-cell.tsx';
import { CpuCell, MemoryCell } from './stats-cell.tsx';

type Row = ContainerSummary;

const nameOf = (row: Row) => targetOf(row).name;
const portOf = (row: Row) =>
  row.ports.find((port) => port.hostPort !== null)?.hostPort ?? row.ports[0]?.containerPort ?? null;

export function useContainerColumns(host: HostId): readonly Column<Row>[] {
  const { t } = useTranslation('containers');
  const shown = useHost(host);
  const address = shown?.address ?? '';
  const remote = shown?.remote ?? false;
  return useMemo(
    (): readonly Column<Row>[] => [
      {
        id: 'state',
        header: t('columns.state'),
        widthPx: 116,
        compare: (a, b) => markRank(markOf(a)) - markRank(markOf(b)) || compareText(a.name, b.name),
        render: (row) => <StateCell row={row} />,
      },
      {
        id: 'name',
        header: t('columns.name'),
        widthPx: 200,
        grow: true,
        hideable: false,
        compare: (a, b) => compareText(nameOf(a), nameOf(b)),
        title: nameOf,
        render: (row) => <bdi>{nameOf(row)}</bdi>,
      },
      {
        id: 'image',
        header: t('columns.image'),
        widthPx: 190,
        compare: (a, b) => compareText(a.image, b.image),
        render: (row) => <MiddleTruncate text={row.image} mono />,
      },
      {
        id: 'ports',
        header: t('columns.ports'),
        widthPx: 150,
        compare: (a, b) => compareNumbers(portOf(a), portOf(b)),
        render: (row) => (
          <PortsCell ports={row.ports} place={{ host, container: row.id, address, remote }} />
        ),
      },
      {
        id: 'cpu',
        header: t('columns.cpu'),
        widthPx: 64,
        align: 'end',
        render: (row) => (isLive(row.state) ? <CpuCell host={host} id={row.id} /> : null),
      },
      {
        id: 'memory',
        header: t('columns.memory'),
        widthPx: 88,
        align: 'end',
        render: (row) => (isLive(row.state) ? <MemoryCell host={host} id={row.id} /> : null),
      },
      {
        id: 'created',
        header: t('columns.created'),
        widthPx: 110,
        compare: (a, b) => a.createdAtMs - b.createdAtMs,
        render: (row) => <RelativeTime atMs={row.createdAtMs} />,
      },
      {
        id: 'id',
        header: t('columns.id'),
        widthPx: 116,
        hiddenAtFirst: true,
        render: (row) => <ShortId id={row.id} />,
      },
      {
        id: 'command',
        header: t('columns.command'),
        widthPx: 220,
        hiddenAtFirst: true,
        compare: (a, b) => compareText(a.command, b.command),
        title: (row) => row.command,
        render: (row) => <Mono>{row.command}</Mono>,
      },
      {
        id: 'project',
        header: t('columns.project'),
        widthPx: 140,
        hiddenAtFirst: true,
        compare: (a, b) => compareText(a.composeProject ?? '', b.composeProject ?? ''),
        title: (row) => row.composeProject ?? '',
        render: (row) => <bdi>{row.composeProject}</bdi>,
      },
      {
        id: 'networks',
        header: t('columns.networks'),
        widthPx: 140,
        hiddenAtFirst: true,
        compare: (a, b) => compareText(a.networks.join(' '), b.networks.join(' ')),
        title: (row) => row.networks.join(', '),
        render: (row) => row.networks.join(', '),
      },
    ],
    [t, host, address, remote],
  );
}
