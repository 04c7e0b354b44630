import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeRow } from '../../../../contract/layers.ts';
import { useCellTexts } from '../../../shared/i18n/language.tsx';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Bytes, Mono, RelativeTime } from '../../../shared/ui/text.tsx';
import { modeText } from '../model/mode.ts';
import { shownName } from '../model/shown-name.ts';
import { ChangeMark } from './change-mark.tsx';
import styles from './files-tab.module.css';
import type { TreeColumn } from './tree-types.ts';
import { useExplorer } from './use-explorer.ts';

/** What a removal or a replacement leaves behind: the bytes are in a lower layer and travel on. */
function Hides({ row }: { readonly row: TreeRow }) {
  const t = useCellTexts('layers');
  const format = useFormat();
  const { change } = useExplorer();
  const [first, ...others] = row.hides.toSorted((a, b) => b.bytes - a.bytes);
  const total = row.hides.reduce((sum, one) => sum + one.bytes, 0);
  // A link or an empty file costs nothing: that it is removed is said by its mark.
  if (!first || total === 0) return null;
  const text = t('tree.hides', { bytes: format.bytes(total) });
  return (
    <span className={styles.hides} title={`${text} ${t('tree.hidesWhy')}`}>
      <span>{text}</span>
      <button
        type="button"
        tabIndex={-1}
        onClick={() => change({ layer: first.layer, at: row.node })}
      >
        {others.length === 0
          ? t('tree.inLayer', { number: first.layer + 1 })
          : t('tree.inLayers', { number: first.layer + 1, count: others.length })}
      </button>
    </span>
  );
}

function NameCell({ row }: { readonly row: TreeRow }) {
  const t = useCellTexts('layers');
  return (
    <>
      <ChangeMark change={row.change} />
      <bdi className={styles.label} data-change={row.change} title={shownName(row.name)}>
        {shownName(row.name)}
      </bdi>
      {row.linkTarget === null ? null : (
        <span className={styles.target} title={shownName(row.linkTarget)}>
          → <bdi>{shownName(row.linkTarget)}</bdi>
        </span>
      )}
      {row.opaque ? (
        <span className={styles.tag} title={t('tree.opaqueWhy')}>
          {t('tree.opaque')}
        </span>
      ) : null}
      <Hides row={row} />
    </>
  );
}

/** Who owns it: what stands in the archive are numbers, names are in the image's own files. */
const owner = (row: TreeRow) => `${row.uid}:${row.gid}`;

export function useTreeColumns(): readonly TreeColumn<TreeRow>[] {
  const { t } = useTranslation('layers');
  const { view } = useExplorer();
  return useMemo(() => {
    const name: TreeColumn<TreeRow> = {
      id: 'name',
      header: t('column.name'),
      sort: 'name',
      render: (row) => <NameCell row={row} />,
    };
    const rest: TreeColumn<TreeRow>[] = [
      {
        id: 'size',
        header: t('column.size'),
        sort: 'size',
        align: 'end',
        widthPx: 88,
        render: (row) => <Bytes bytes={row.sizeBytes} />,
      },
      {
        id: 'mode',
        header: t('column.mode'),
        widthPx: 106,
        fromPx: 520,
        render: (row) => <Mono>{modeText(row.kind, row.mode)}</Mono>,
      },
      {
        id: 'owner',
        header: t('column.owner'),
        widthPx: 84,
        fromPx: 620,
        render: (row) => <Mono>{owner(row)}</Mono>,
      },
      {
        id: 'modified',
        header: t('column.modified'),
        widthPx: 116,
        fromPx: 760,
        render: (row) =>
          row.modifiedAtMs === null ? null : <RelativeTime atMs={row.modifiedAtMs} />,
      },
    ];
    const layer: TreeColumn<TreeRow> = {
      id: 'layer',
      header: t('column.layer'),
      align: 'end',
      widthPx: 64,
      fromPx: 420,
      render: (row) => <span className={styles.quiet}>{row.layer + 1}</span>,
    };
    return view === 'stack' ? [name, layer, ...rest] : [name, ...rest];
  }, [t, view]);
}
