// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid of virtual rows cannot be a <table>.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useWidth } from '../../../shared/lib/use-size.ts';
import { useRowHeight } from '../../../shared/ui/data-table/use-row-height.ts';
import { PointMenu } from '../../../shared/ui/menu.tsx';
import { parentIndex, treeMove, typeAhead } from '../model/tree-keys.ts';
import styles from './tree-grid.module.css';
import { TreeHead } from './tree-head.tsx';
import { TreeRow } from './tree-row.tsx';
import type { GridRow, TreeGridProps } from './tree-types.ts';
import { useTyped } from './use-typed.ts';

const overscanRows = 8;
const headPx = 28;
const ignore = () => {};

/** A tree of any length: only what is on screen exists, and is asked for. */
export function TreeGrid<Row extends GridRow>(props: TreeGridProps<Row>) {
  const { rows, onRange, target } = props;
  const total = rows.total ?? 0;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const rowPx = useRowHeight();
  const [focusIndex, setFocusIndex] = useState(0);
  const [menu, setMenu] = useState<{ index: number; x: number; y: number } | null>(null);
  const typed = useTyped();
  const focused = Math.min(focusIndex, Math.max(0, total - 1));
  const columns = props.columns.filter((column) => width === 0 || width >= (column.fromPx ?? 0));
  const template = columns
    .map(({ widthPx }) => (widthPx === undefined ? 'minmax(120px, 1fr)' : `${widthPx}px`))
    .join(' ');

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: overscanRows,
    scrollPaddingStart: headPx,
    // The focused row stays while it is scrolled away: the focus would be lost with it.
    rangeExtractor: useCallback(
      (range: Range) =>
        [...new Set([...defaultRangeExtractor(range), focused])].toSorted((a, b) => a - b),
      [focused],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another height needs a new measure.
  useEffect(() => virtual.measure(), [rowPx]);

  const first = Math.max(0, (virtual.range?.startIndex ?? 0) - overscanRows);
  const last = Math.min(Math.max(0, total - 1), (virtual.range?.endIndex ?? 0) + overscanRows);
  useEffect(() => onRange({ first, last }), [first, last, onRange]);

  const rowNode = (index: number) =>
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  const focusRow = (index: number) => {
    setFocusIndex(index);
    virtual.scrollToIndex(index, { align: 'auto' });
    // The row may only now come into being.
    requestAnimationFrame(() => rowNode(index)?.focus({ preventScroll: true }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another target asks, nothing else.
  useEffect(() => {
    if (target) focusRow(target.index);
  }, [target]);

  const input = {
    index: focused,
    total,
    pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 2),
    rowAt: rows.rowAt,
  };
  const toggle = (row: Row) => props.onToggle([row.node]);
  const goUp = (row: Row) => {
    const near = parentIndex(input);
    if (near !== undefined) focusRow(near);
    else if (row.level > 1) {
      const found = props.findParent(row, focused);
      // The rows themselves say why they cannot be read.
      found.then((index) => (index === undefined ? undefined : focusRow(index)), ignore);
    }
  };
  /** All folders of the same level around the row, as far as they are read. */
  const openSiblings = (row: Row) => {
    const around = Array.from({ length: last - first + 1 }, (_, step) => rows.rowAt(first + step));
    const siblings = around.filter((one) => one?.level === row.level && one.expandable);
    props.onToggle(siblings.flatMap((one) => (one && !one.expanded ? [one.node] : [])));
  };
  const openMenu = (index: number, at: { x: number; y: number }) => {
    const row = rows.rowAt(index);
    setFocusIndex(index);
    if (row && props.menuOf(row).length > 0) setMenu({ index, ...at });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if ((event.target as HTMLElement).getAttribute('role') !== 'row') return;
    const row = rows.rowAt(focused);
    const move = treeMove(event, input);
    if (move?.kind === 'focus') focusRow(move.index);
    else if (move && row) {
      if (move.kind === 'toggle') toggle(row);
      else if (move.kind === 'parent') goUp(row);
      else if (move.kind === 'siblings') openSiblings(row);
      else if (move.kind === 'open') props.onOpen(row);
      else {
        const box = rowNode(focused)?.getBoundingClientRect();
        if (box) openMenu(focused, { x: box.left + 48, y: box.bottom });
      }
    } else if (event.key.length === 1 && event.key !== ' ') {
      const found = typeAhead(typed(event.key), input);
      if (found !== undefined) focusRow(found);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const indexUnder = (event: { readonly target: EventTarget }): number | undefined => {
    const text = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset.index;
    return text === undefined ? undefined : Number(text);
  };
  const onClick = (event: MouseEvent) => {
    const index = indexUnder(event);
    const row = index === undefined ? undefined : rows.rowAt(index);
    if (index === undefined || !row || (event.target as Element).closest('a, button')) return;
    setFocusIndex(index);
    if (row.expandable) toggle(row);
    else props.onOpen(row);
  };

  const menuRow = menu ? rows.rowAt(menu.index) : undefined;
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="treegrid"
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-busy={rows.total === undefined}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => {
          const index = indexUnder(event);
          if (index !== undefined) setFocusIndex(index);
        }}
        onContextMenu={(event) => {
          const index = indexUnder(event);
          if (index === undefined) return;
          event.preventDefault();
          openMenu(index, { x: event.clientX, y: event.clientY });
        }}
      >
        <TreeHead columns={columns} template={template} sort={props.sort} onSort={props.onSort} />
        <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <TreeRow
              key={item.index}
              row={rows.rowAt(item.index)}
              index={item.index}
              topPx={item.start}
              heightPx={rowPx}
              columns={columns}
              template={template}
              focusable={item.index === focused}
              isWide={props.isWide}
            />
          ))}
        </div>
      </div>
      {rows.total === 0 ? <div className={styles.empty}>{props.empty}</div> : null}
      <PointMenu
        at={menu && menuRow ? menu : null}
        entries={menuRow ? props.menuOf(menuRow) : []}
        onClose={() => setMenu(null)}
      />
    </div>
  );
}
