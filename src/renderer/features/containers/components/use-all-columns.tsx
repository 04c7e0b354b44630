import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { compareText } from '../../../shared/lib/sort-rows.ts';
import type { Column } from '../../../shared/ui/data-table/types.ts';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { RelativeTime } from '../../../shared/ui/text.tsx';
import type { PlacedRow } from '../model/all-rows.ts';
import styles from './all-containers.module.css';
import { PortsCell } from './ports.tsx';
import { plainColumns, portsColumn } from './use-columns.tsx';

/** The host by its dot and name; of rows that are old also since when. */
function HostCell({ row }: { readonly row: PlacedRow }) {
  const host = useHost(row.host);
  if (!host) return row.label;
  return (
    <span className={styles.host}>
      <HostDot host={host} named />
      {row.fresh || host.lastSeenAtMs === null ? null : (
        <span className={styles.age}>
          <RelativeTime atMs={host.lastSeenAtMs} />
        </span>
      )}
    </span>
  );
}

function PlacedPorts({ row }: { readonly row: PlacedRow }) {
  const host = useHost(row.host);
  const { id, ports } = row.container;
  if (!host || ports.length === 0) return null;
  const { address, remote } = host;
  return <PortsCell ports={ports} place={{ host: row.host, container: id, address, remote }} />;
}

type Rules<Row> = Pick<Column<Row>, 'compare' | 'title'>;

/** What a column does with a container, done with a row of this list. */
const lift = ({ compare, title }: Rules<ContainerSummary>): Required<Rules<PlacedRow>> => ({
  compare: compare && ((a, b) => compare(a.container, b.container)),
  title: title && ((row) => title(row.container)),
});

const liftColumn = (column: Column<ContainerSummary>): Column<PlacedRow> => ({
  ...column,
  ...lift(column),
  render: (row) => column.render(row.container),
});

export function useAllColumns(): readonly Column<PlacedRow>[] {
  const { t } = useTranslation('containers');
  return useMemo(() => {
    const plain = plainColumns(t);
    const ports = portsColumn(t);
    return [
      liftColumn(plain.state),
      liftColumn(plain.name),
      {
        id: 'host',
        header: t('columns.host'),
        widthPx: 170,
        hideable: false,
        compare: (a, b) =>
          compareText(a.label, b.label) || compareText(a.container.name, b.container.name),
        title: (row) => row.label,
        render: (row) => <HostCell row={row} />,
      },
      liftColumn(plain.image),
      { ...ports, ...lift(ports), render: (row) => <PlacedPorts row={row} /> },
      ...[plain.created, plain.id, plain.command, plain.project, plain.networks].map(liftColumn),
    ];
  }, [t]);
}
