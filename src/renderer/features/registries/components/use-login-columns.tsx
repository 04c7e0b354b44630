import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistryLogin } from '../../../../contract/registries.ts';
import { compareText } from '../../../shared/lib/sort-rows.ts';
import type { Column } from '../../../shared/ui/data-table/types.ts';
import { Mono } from '../../../shared/ui/text.tsx';
import styles from './registries.module.css';

export function useLoginColumns(): readonly Column<RegistryLogin>[] {
  const { t } = useTranslation('registries');
  return useMemo(
    () => [
      {
        id: 'registry',
        header: t('columns.registry'),
        widthPx: 280,
        grow: true,
        hideable: false,
        compare: (a, b) => compareText(a.registry, b.registry),
        title: (row) => row.registry,
        render: (row) => <Mono>{row.registry}</Mono>,
      },
      {
        id: 'user',
        header: t('columns.user'),
        widthPx: 200,
        compare: (a, b) => compareText(a.username, b.username),
        title: (row) => row.username,
        render: (row) =>
          row.username === '' ? (
            <span className={styles.quiet}>{t('userUnknown')}</span>
          ) : (
            row.username
          ),
      },
      {
        id: 'keeper',
        header: t('columns.keeper'),
        widthPx: 320,
        compare: (a, b) => compareText(a.keeper, b.keeper),
        title: (row) => t(`keeper.${row.keeper}`, { helper: row.helper }),
        render: (row) => t(`keeper.${row.keeper}`, { helper: row.helper }),
      },
    ],
    [t],
  );
}
