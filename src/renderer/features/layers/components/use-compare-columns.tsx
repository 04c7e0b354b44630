import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompareRow } from '../../../../contract/layers.ts';
import type { Formats } from '../../../shared/i18n/use-format.ts';
import { Bytes } from '../../../shared/ui/text.tsx';
import { shownName } from '../model/shown-name.ts';
import { signedBytes } from '../model/signed.ts';
import { ChangeMark } from './change-mark.tsx';
import styles from './files-tab.module.css';
import type { TreeColumn } from './tree-types.ts';

const size = (bytes: number | null) =>
  bytes === null ? <span className={styles.quiet}>–</span> : <Bytes bytes={bytes} />;

export function useCompareColumns(format: Formats): readonly TreeColumn<CompareRow>[] {
  const { t } = useTranslation('layers');
  return useMemo(
    (): readonly TreeColumn<CompareRow>[] => [
      {
        id: 'name',
        header: t('column.name'),
        sort: 'name',
        render: (row) => (
          <>
            <ChangeMark change={row.change} />
            <bdi className={styles.label} data-change={row.change} title={shownName(row.name)}>
              {shownName(row.name)}
            </bdi>
          </>
        ),
      },
      {
        id: 'left',
        header: t('compare.left'),
        align: 'end',
        widthPx: 92,
        render: (row) => size(row.leftBytes),
      },
      {
        id: 'right',
        header: t('compare.right'),
        align: 'end',
        widthPx: 92,
        render: (row) => size(row.rightBytes),
      },
      {
        id: 'difference',
        header: t('compare.difference'),
        align: 'end',
        sort: 'size',
        widthPx: 104,
        fromPx: 460,
        render: (row) => {
          const difference = (row.rightBytes ?? 0) - (row.leftBytes ?? 0);
          return difference === 0 ? null : signedBytes(difference, format.bytes);
        },
      },
    ],
    [t, format],
  );
}
