import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { compareNumbers, compareText } from '../../../shared/lib/sort-rows.ts';
import { markOf, markRank } from '../../../shared/lib/state-of.ts';
import type { Column } from '../../../shared/ui/data-table/types.ts';
import { MiddleTruncate, Mono, RelativeTime, ShortId } from '../../../shared/ui/text.tsx';
import { isLive, shownName } from '../model/acts.ts';
import { PortsCell } from './ports.tsx';
import { StateCell } from './state-cell.tsx';
import { CpuCell, MemoryCell } from './stats-cell.tsx';

type Row = ContainerSummary;

const nameOf = (row: Row) => shownName(row);
const portOf = (row: Row) =>
  row.ports.find((port) => port.hostPort !== null)?.hostPort ?? row.ports[0]?.containerPort ?? null;

type PlainId = 'state' | 'name' | 'image' | 'created' | 'id' | 'command' | 'project' | 'networks';

/** The columns that need to know nothing of the host. */
export function plainColumns(t: TFunction<'containers'>): Readonly<Record<PlainId, Column<Row>>> {
  return {
    state: {
      id: 'state',
      header: t('columns.state'),
      widthPx: 116,
      compare: (a, b) => markRank(markOf(a)) - markRank(markOf(b)) || compareText(a.name, b.name),
      render: (row) => <StateCell row={row} />,
    },
    name: {
      id: 'name',
      header: t('columns.name'),
      widthPx: 200,
      grow: true,
      hideable: false,
      compare: (a, b) => compareText(nameOf(a), nameOf(b)),
      title: nameOf,
      render: (row) => <bdi>{nameOf(row)}</bdi>,
    },
    image: {
      id: 'image',
      header: t('columns.image'),
      widthPx: 190,
      compare: (a, b) => compareText(a.image, b.image),
      render: (row) => <MiddleTruncate text={row.image} mono />,
    },
    created: {
      id: 'created',
      header: t('columns.created'),
      widthPx: 110,
      compare: (a, b) => a.createdAtMs - b.createdAtMs,
      render: (row) => <RelativeTime atMs={row.createdAtMs} />,
    },
    id: {
      id: 'id',
      header: t('columns.id'),
      widthPx: 116,
      hiddenAtFirst: true,
      render: (row) => <ShortId id={row.id} />,
    },
    command: {
      id: 'command',
      header: t('columns.command'),
      widthPx: 220,
      hiddenAtFirst: true,
      compare: (a, b) => compareText(a.command, b.command),
      title: (row) => row.command,
      render: (row) => <Mono>{row.command}</Mono>,
    },
    project: {
      id: 'project',
      header: t('columns.project'),
      widthPx: 140,
      hiddenAtFirst: true,
      compare: (a, b) => compareText(a.composeProject ?? '', b.composeProject ?? ''),
      title: (row) => row.composeProject ?? '',
      render: (row) => <bdi>{row.composeProject}</bdi>,
    },
    networks: {
      id: 'networks',
      header: t('columns.networks'),
      widthPx: 140,
      hiddenAtFirst: true,
      compare: (a, b) => compareText(a.networks.join(' '), b.networks.join(' ')),
      title: (row) => row.networks.join(', '),
      render: (row) => row.networks.join(', '),
    },
  };
}

/** Where the ports lead, as the column says it; the cell itself needs the host. */
export const portsColumn = (t: TFunction<'containers'>) => ({
  id: 'ports',
  header: t('columns.ports'),
  widthPx: 150,
  compare: (a: Row, b: Row) => compareNumbers(portOf(a), portOf(b)),
});

export function useContainerColumns(host: HostId): readonly Column<Row>[] {
  const { t } = useTranslation('containers');
  const shown = useHost(host);
  const address = shown?.address ?? '';
  const remote = shown?.remote ?? false;
  return useMemo((): readonly Column<Row>[] => {
    const plain = plainColumns(t);
    return [
      plain.state,
      plain.name,
      plain.image,
      {
        ...portsColumn(t),
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
      plain.created,
      plain.id,
      plain.command,
      plain.project,
      plain.networks,
    ];
  }, [t, host, address, remote]);
}
