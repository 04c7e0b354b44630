import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { compareNumbers, compareText } from '../../../shared/lib/sort-rows.ts';
import type { Column } from '../../../shared/ui/data-table/types.ts';
import { Bytes, RelativeTime, ShortId } from '../../../shared/ui/text.tsx';
import { useNewerCheck } from '../api/newer-check.ts';
import type { ImageRow } from '../model/image-rows.ts';
import { Platform, UsedBy } from './cells.tsx';
import { NewerCell } from './newer-cell.tsx';
import { TagChips } from './tag-chips.tsx';

/** Those without a name come last: digits would put them first. */
const compareNames = (a: ImageRow, b: ImageRow) =>
  Number(a.image.tags.length === 0) - Number(b.image.tags.length === 0) ||
  compareText(a.name, b.name);

export function useImageColumns(host: HostId): readonly Column<ImageRow>[] {
  const { t } = useTranslation('images');
  // Before a check the column would only take room.
  const isChecked = useNewerCheck(host).checked.size > 0;
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('columns.name'),
        widthPx: 280,
        grow: true,
        hideable: false,
        compare: compareNames,
        render: ({ image }) => <TagChips image={image} />,
      },
      {
        id: 'id',
        header: t('columns.id'),
        widthPx: 120,
        compare: (a, b) => compareText(a.image.id, b.image.id),
        render: ({ image }) => <ShortId id={image.id} />,
      },
      {
        id: 'usedBy',
        header: t('columns.usedBy'),
        widthPx: 130,
        compare: (a, b) => compareNumbers(a.users, b.users),
        render: (row) => <UsedBy host={host} row={row} />,
      },
      {
        id: 'platform',
        header: t('columns.platform'),
        widthPx: 130,
        render: ({ image }) => <Platform host={host} image={image} />,
      },
      ...(isChecked
        ? [
            {
              id: 'newer',
              header: t('columns.newer'),
              widthPx: 140,
              render: ({ image }: ImageRow) => <NewerCell host={host} image={image} />,
            },
          ]
        : []),
      {
        id: 'created',
        header: t('columns.created'),
        widthPx: 130,
        compare: (a, b) => a.image.createdAtMs - b.image.createdAtMs,
        render: ({ image }) => <RelativeTime atMs={image.createdAtMs} />,
      },
      {
        id: 'size',
        header: t('columns.size'),
        widthPx: 90,
        align: 'end',
        compare: (a, b) => a.image.sizeBytes - b.image.sizeBytes,
        render: ({ image }) => <Bytes bytes={image.sizeBytes} />,
      },
    ],
    [host, t, isChecked],
  );
}
