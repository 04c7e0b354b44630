// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of virtual rows cannot be a <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus roves over rows, not over their cells.
import {
  ChevronDown,
  ChevronRight,
  File,
  Folder,
  FolderOpen,
  HardDrive,
  Link2,
  type LucideIcon,
  Waypoints,
} from 'lucide-react';
import { memo } from 'react';
import type { EntryKind } from '../../../../contract/layers.ts';
import { useCellTexts } from '../../../shared/i18n/language.tsx';
import { cx } from '../../../shared/ui/class-names.ts';
import { PartBoundary } from '../../../shared/ui/error-boundary.tsx';
import styles from './tree-grid.module.css';
import type { GridRow, TreeColumn } from './tree-types.ts';

const icons: Readonly<Record<EntryKind, LucideIcon>> = {
  file: File,
  folder: Folder,
  symlink: Waypoints,
  hardlink: Link2,
  'char-device': HardDrive,
  'block-device': HardDrive,
  fifo: HardDrive,
};

/** Deeper levels are not set in further: the name must stay in sight. */
const deepest = 16;
const stepPx = 16;

export interface TreeRowProps<Row extends GridRow> {
  /** Nothing until it was read. */
  readonly row: Row | undefined;
  readonly index: number;
  readonly topPx: number;
  readonly heightPx: number;
  readonly columns: readonly TreeColumn<Row>[];
  readonly template: string;
  readonly focusable: boolean;
  readonly isWide: ((row: Row) => boolean) | undefined;
}

function Name<Row extends GridRow>({ row, column }: { row: Row; column: TreeColumn<Row> }) {
  const t = useCellTexts('layers');
  const Icon = row.expanded ? FolderOpen : icons[row.kind];
  const Chevron = row.expanded ? ChevronDown : ChevronRight;
  return (
    <span
      className={styles.name}
      style={{ paddingLeft: Math.min(row.level - 1, deepest) * stepPx }}
    >
      <span className={styles.chevron} data-toggle={row.expandable || undefined}>
        {row.expandable ? <Chevron size={14} aria-hidden /> : null}
      </span>
      <Icon size={14} aria-label={t(`kind.${row.kind}`)} role="img" className={styles.kind} />
      {column.render(row)}
    </span>
  );
}

function TreeRowInner<Row extends GridRow>(props: TreeRowProps<Row>) {
  const t = useCellTexts('layers');
  const { row, columns, index } = props;
  const [first, ...others] = columns;
  const wide = row !== undefined && props.isWide?.(row) === true;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={row?.level ?? 1}
      aria-posinset={row?.position}
      aria-setsize={row?.setSize}
      aria-expanded={row?.expandable ? row.expanded : undefined}
      aria-busy={row ? undefined : true}
      data-index={index}
      tabIndex={props.focusable ? 0 : -1}
      className={styles.row}
      style={{
        gridTemplateColumns: props.template,
        height: props.heightPx,
        transform: `translateY(${props.topPx}px)`,
      }}
    >
      {row && first ? (
        <PartBoundary
          resetKey={row}
          fallback={<div role="gridcell">{t('tree.brokenRow', { name: row.name })}</div>}
        >
          <div
            role="gridcell"
            data-column={first.id}
            aria-colspan={wide ? columns.length : undefined}
            className={cx(styles.cell, wide && styles.wide)}
          >
            <Name row={row} column={first} />
          </div>
          {(wide ? [] : others).map((column) => (
            <div
              key={column.id}
              role="gridcell"
              data-column={column.id}
              title={column.title?.(row)}
              className={cx(styles.cell, column.align === 'end' && styles.end)}
            >
              {column.render(row)}
            </div>
          ))}
        </PartBoundary>
      ) : (
        <div role="gridcell" className={styles.cell}>
          <span className={styles.ghost} />
        </div>
      )}
    </div>
  );
}

// `memo` loses the type parameter; the cast gives it back.
export const TreeRow = memo(TreeRowInner) as typeof TreeRowInner;
