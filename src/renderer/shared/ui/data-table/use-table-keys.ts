import type { KeyboardEvent } from 'react';
import {
  noSelection,
  type Selection,
  selectAll,
  selectRange,
  toggleKey,
} from '../../lib/selection.ts';

export interface TableKeysInput {
  readonly order: readonly string[];
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  readonly focusKey: string | undefined;
  readonly focusRow: (key: string) => void;
  readonly pageRows: number;
  readonly onOpen: (key: string) => void;
  readonly onMenu: (key: string) => void;
  /** Starts the row's action that has this key; true when there was one. */
  readonly onActionKey: (key: string, code: string) => boolean;
}

function target(event: KeyboardEvent, index: number, input: TableKeysInput): number | undefined {
  const last = input.order.length - 1;
  switch (event.key) {
    case 'ArrowDown':
      return Math.min(last, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'PageDown':
      return Math.min(last, index + input.pageRows);
    case 'PageUp':
      return Math.max(0, index - input.pageRows);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** Left and right walk over the row's own buttons and links. */
function walkInside(event: KeyboardEvent): boolean {
  const row = (event.target as HTMLElement).closest<HTMLElement>('[role="row"]');
  if (!row) return false;
  const stops = [row, ...row.querySelectorAll<HTMLElement>('a[href], button:not([disabled])')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[at + (event.key === 'ArrowRight' ? 1 : -1)];
  next?.focus();
  return next !== undefined;
}

/** Keys of the list as a grid. Returns the handler for `onKeyDown`. */
export function tableKeys(input: TableKeysInput) {
  return (event: KeyboardEvent) => {
    const { order, selection, onSelection, focusKey } = input;
    if (event.defaultPrevented || order.length === 0) return;
    const mod = event.ctrlKey || event.metaKey;
    const onRow = (event.target as HTMLElement).getAttribute('role') === 'row';
    const key = focusKey ?? order[0];
    if (key === undefined) return;
    const done = () => event.preventDefault();
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (!mod && !event.altKey && walkInside(event)) done();
      return;
    }
    const next = target(event, order.indexOf(key), input);
    if (next !== undefined) {
      const nextKey = order[next];
      if (nextKey === undefined) return;
      done();
      if (event.shiftKey) {
        const from = selection.anchor === null ? { ...selection, anchor: key } : selection;
        onSelection(selectRange(from, order, nextKey));
      }
      input.focusRow(nextKey);
      return;
    }
    if (mod && event.code === 'KeyA') {
      done();
      onSelection(selectAll(order));
    } else if (event.key === 'Escape' && selection.keys.size > 0) {
      done();
      event.stopPropagation();
      onSelection(noSelection);
    } else if (!onRow) {
      // A button or link in the row keeps its own Enter and Space.
    } else if (event.key === ' ') {
      done();
      onSelection(event.shiftKey ? selectRange(selection, order, key) : toggleKey(selection, key));
    } else if (event.key === 'Enter') {
      done();
      input.onOpen(key);
    } else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      done();
      input.onMenu(key);
    } else if (!mod && !event.altKey && input.onActionKey(key, event.code)) done();
  };
}
