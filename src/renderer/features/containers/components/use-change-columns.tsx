import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileChange } from '../../../../contract/containers.ts';
import { compareText } from '../../../shared/lib/sort-rows.ts';
import type { Column } from '../../../shared/ui/data-table/types.ts';
import { splitPath } from '../model/changes.ts';
import { ChangeMark } from './change-mark.tsx';
import styles from './changes.module.css';

function Path({ path }: { readonly path: string }) {
  const [folder, name] = splitPath(path);
  return (
    <bdi className={styles.path}>
      <span className={styles.folder}>{folder}</span>
      {name}
    </bdi>
  );
}

export function useChangeColumns(): readonly Column<FileChange>[] {
  const { t } = useTranslation('containers');
  return useMemo(
    () => [
      {
        id: 'kind',
        header: t('changes.columns.kind'),
        widthPx: 110,
        compare: (a, b) => compareText(a.kind, b.kind),
        render: ({ kind }) => (
          <span className={styles.kind}>
            <ChangeMark kind={kind} />
            {t(`changes.kind.${kind}`)}
          </span>
        ),
      },
      {
        id: 'path',
        header: t('changes.columns.path'),
        widthPx: 320,
        grow: true,
        hideable: false,
        compare: (a, b) => compareText(a.path, b.path),
        title: ({ path }) => path,
        render: ({ path }) => <Path path={path} />,
      },
    ],
    [t],
  );
}
