// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of virtual rows cannot be a <table>.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noSelection, selectAll, selectRange, toggleKey } from '../../lib/selection.ts';
import { cx } from '../class-names.ts';
import { type MenuEntry, PointMenu } from '../menu.tsx';
import styles from './data-table.module.css';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import type { DataTableProps, RowAction } from './types.ts';
import { useColumns } from './use-columns.ts';
import { useRowHeight } from './use-row-height.ts';
import { useShownRows } from './use-shown-rows.ts';
import { tableKeys } from './use-table-keys.ts';

const overscanRows = 4;
const headPx = 28;
const ignore = () => {};

function toEntries(actions: readonly RowAction[]): MenuEntry[] {
  return actions.flatMap((action): MenuEntry[] => {
    const entry: MenuEntry = {
      id: action.id,
      label: action.label,
      icon: action.icon,
      danger: action.danger,
      disabled: action.disabled,
      reason: action.reason,
      keys: action.key,
      run: action.run,
    };
    return action.startsGroup ? [{ kind: 'separator', id: `${action.id}-line` }, entry] : [entry];
  });
}

/** The list of a view: virtual, sortable, selectable, worked by mouse or keyboard alone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTranslation('common');
  const { rowKey, onOpen, actions, isOld, onVisible, status = 'ready' } = props;
  const { selection = noSelection, onSelection = ignore } = props;
  const selectable = props.onSelection !== undefined;
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useColumns(props.id, props.columns, selectable);
  const rowPx = useRowHeight();
  const [held, setHeld] = useState(false);
  const [focusKey, setFocusKey] = useState<string>();
  const [menu, setMenu] = useState<{ key: string; x: number; y: number } | null>(null);
  const shown = useShownRows({
    rows: props.rows,
    rowKey,
    columns: props.columns,
    sort: props.sort,
    held: held || menu !== null,
    askedFor: props.filterKey,
  });
  const { order, rows } = shown;
  const byKey = useMemo(() => new Map(order.map((key, index) => [key, index])), [order]);
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: overscanRows,
    getItemKey: (index) => order[index] ?? index,
    scrollPaddingStart: headPx,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another height needs a new measure.
  useEffect(() => virtual.measure(), [rowPx]);

  const items = virtual.getVirtualItems();
  const visibleKeys = items.map((item) => String(item.key)).join(' ');
  useEffect(() => {
    onVisible?.(visibleKeys === '' ? [] : visibleKeys.split(' '));
  }, [visibleKeys, onVisible]);

  const rowOf = (key: string): Row | undefined => rows[byKey.get(key) ?? -1];
  const tabKey = focusKey !== undefined && byKey.has(focusKey) ? focusKey : order[0];

  const focusRow = (key: string) => {
    setFocusKey(key);
    virtual.scrollToIndex(byKey.get(key) ?? 0, { align: 'auto' });
    // The row may only now come into being.
    requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(key)}"]`)
        ?.focus({ preventScroll: true });
    });
  };
  const openMenuAt = (key: string, at: { x: number; y: number }) => {
    setFocusKey(key);
    setMenu({ key, ...at });
  };
  const onKeyDown = tableKeys({
    order,
    selection,
    onSelection,
    focusKey: tabKey,
    focusRow,
    pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1),
    onOpen: (key) => {
      const row = rowOf(key);
      if (row !== undefined) onOpen?.(row);
    },
    onMenu: (key) => {
      const box = scroller.current
        ?.querySelector(`[data-row-key="${CSS.escape(key)}"]`)
        ?.getBoundingClientRect();
      if (box) openMenuAt(key, { x: box.left + 48, y: box.bottom });
    },
    onActionKey: (key, code) => {
      const row = rowOf(key);
      const action = row && actions?.(row).find((one) => one.key === code && !one.disabled);
      action?.run();
      return action !== undefined;
    },
  });

  const keyUnder = (event: { readonly target: EventTarget }): string | undefined =>
    (event.target as Element).closest<HTMLElement>('[data-row-key]')?.dataset.rowKey;

  const onClick = (event: MouseEvent) => {
    const key = keyUnder(event);
    if (key === undefined || (event.target as Element).closest('a, button')) return;
    setFocusKey(key);
    if (selectable && event.shiftKey) onSelection(selectRange(selection, order, key));
    else if (
      selectable &&
      (event.ctrlKey || event.metaKey || (event.target as Element).closest('[data-select]'))
    ) {
      onSelection(toggleKey(selection, key));
    } else {
      const row = rowOf(key);
      if (row !== undefined) onOpen?.(row);
    }
  };

  const menuRow = menu ? rowOf(menu.key) : undefined;
  const empty = order.length === 0 && status !== 'loading';
  return (
    <div className={styles.frame}>
      {shown.waiting > 0 ? (
        <button type="button" className={styles.waiting} onClick={shown.release}>
          {t('table.waiting', { count: shown.waiting })}
        </button>
      ) : null}
      <div
        ref={scroller}
        className={cx(styles.scroller, status === 'stale' && styles.stale)}
        role="grid"
        aria-label={props.label}
        aria-rowcount={order.length + 1}
        aria-multiselectable={selectable || undefined}
        aria-busy={status === 'loading'}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => {
          const key = keyUnder(event);
          if (key !== undefined) setFocusKey(key);
        }}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onContextMenu={(event) => {
          const key = keyUnder(event);
          if (key === undefined || !actions) return;
          event.preventDefault();
          openMenuAt(key, { x: event.clientX, y: event.clientY });
        }}
      >
        <div className={styles.sheet} role="presentation" style={{ minWidth: layout.minWidthPx }}>
          <TableHead
            columns={props.columns}
            layout={layout}
            sort={props.sort}
            onSort={props.onSort}
            all={order.length > 0 && selection.keys.size >= order.length}
            some={selection.keys.size > 0}
            onAll={
              selectable
                ? () =>
                    onSelection(
                      selection.keys.size >= order.length ? noSelection : selectAll(order),
                    )
                : undefined
            }
          />
          {status === 'loading' ? (
            <TableSkeleton columns={layout.visible} template={layout.template} rowPx={rowPx} />
          ) : (
            <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
              {items.map((item) => {
                const row = rows[item.index];
                const key = order[item.index];
                if (row === undefined || key === undefined) return null;
                return (
                  <TableRow
                    key={key}
                    row={row}
                    rowKey={key}
                    name={props.rowName(row)}
                    index={item.index}
                    topPx={item.start}
                    heightPx={rowPx}
                    columns={layout.visible}
                    template={layout.template}
                    selected={selectable ? selection.keys.has(key) : undefined}
                    old={isOld?.(row) ?? false}
                    open={props.openKey === key}
                    focusable={key === tabKey}
                    actions={actions}
                  />
                );
              })}
            </div>
          )}
        </div>
      </div>
      {empty ? <div className={styles.empty}>{props.empty}</div> : null}
      <PointMenu
        at={menu && menuRow !== undefined ? menu : null}
        entries={menuRow === undefined ? [] : toEntries(actions?.(menuRow) ?? [])}
        onClose={() => setMenu(null)}
      />
    </div>
  );
}
