import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Bytes } from '../../../shared/ui/text.tsx';
import type { MapCell } from '../model/map-cells.ts';
import { shownName } from '../model/shown-name.ts';
import { ChangeMark } from './change-mark.tsx';
import styles from './map-tab.module.css';

export interface MapListProps {
  readonly cells: readonly MapCell[];
  readonly rest: { readonly count: number; readonly sizeBytes: number };
  readonly sizeBytes: number;
  readonly onOpen: (cell: MapCell) => void;
}

/** The areas as lines: name, size, share of the folder. */
export function MapList({ cells, rest, sizeBytes, onOpen }: MapListProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const share = (bytes: number) => format.percent(sizeBytes > 0 ? (bytes / sizeBytes) * 100 : 0);
  return (
    <ol className={styles.list} aria-label={t('map.list')}>
      {cells.map((cell) => (
        <li key={cell.node}>
          <button type="button" onClick={() => onOpen(cell)}>
            <ChangeMark change={cell.change} />
            <bdi className={styles.name}>
              {shownName(cell.name)}
              {cell.folder ? '/' : ''}
            </bdi>
            <Bytes bytes={cell.sizeBytes} />
            <span className={styles.share}>{share(cell.sizeBytes)}</span>
          </button>
        </li>
      ))}
      {rest.count > 0 ? (
        <li className={styles.rest}>
          <span className={styles.name}>{t('map.rest', { count: rest.count })}</span>
          <Bytes bytes={rest.sizeBytes} />
          <span className={styles.share}>{share(rest.sizeBytes)}</span>
        </li>
      ) : null}
    </ol>
  );
}
