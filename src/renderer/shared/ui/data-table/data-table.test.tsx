import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startI18n } from '../../i18n/i18n.ts';
import { noSelection } from '../../lib/selection.ts';
import { DataTable } from './data-table.tsx';
import type { Column } from './types.ts';

interface Row {
  readonly id: string;
  readonly name: string;
}

const rendered: string[] = [];

function Name({ row }: { readonly row: Row }) {
  rendered.push(row.id);
  if (row.name === 'broken') throw new Error('This row cannot be drawn.');
  return <span>{row.name}</span>;
}

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    header: 'Name',
    widthPx: 200,
    compare: (a, b) => a.id.localeCompare(b.id),
    render: (row) => <Name row={row} />,
  },
];
const keyOf = (row: Row) => row.id;
const nameOf = (row: Row) => row.name;
const thousand = Array.from({ length: 1000 }, (_, index): Row => {
  const id = String(index).padStart(4, '0');
  return { id, name: `row ${id}` };
});

let change: (rows: readonly Row[]) => void = () => {};

const still = { column: 'name', descending: false };
const isOld = (row: Row) => row.id === '0001';

/** A list in which nothing can be selected. */
function Unselectable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <DataTable
      id="unselectable"
      label="Rows"
      rows={rows}
      rowKey={keyOf}
      rowName={nameOf}
      columns={columns}
      sort={still}
      onSort={() => {}}
      isOld={isOld}
    />
  );
}

function Harness({ start = thousand }: { readonly start?: readonly Row[] }) {
  const [rows, setRows] = useState(start);
  const [sort, setSort] = useState({ column: 'name', descending: false });
  const [selection, setSelection] = useState(noSelection);
  change = setRows;
  return (
    <DataTable
      id="test"
      label="Rows"
      rows={rows}
      rowKey={keyOf}
      rowName={nameOf}
      columns={columns}
      sort={sort}
      onSort={setSort}
      selection={selection}
      onSelection={setSelection}
    />
  );
}

beforeAll(async () => {
  await startI18n('en');
  // jsdom lays nothing out; the virtual list asks for these two.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { get: () => 640 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { get: () => 800 });
  Element.prototype.scrollTo = () => {};
});
afterEach(() => {
  cleanup();
  rendered.length = 0;
});

describe('DataTable', () => {
  it('draws what is on screen, not what is listed', () => {
    render(<Harness />);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('1001');
    expect(screen.getAllByRole('row').length).toBeLessThan(50);
  });

  it('renders one row when one row changed', () => {
    render(<Harness />);
    rendered.length = 0;
    act(() => change(thousand.map((row) => (row.id === '0003' ? { ...row, name: 'new' } : row))));
    expect(new Set(rendered)).toEqual(new Set(['0003']));
    expect(screen.getByText('new')).toBeTruthy();
  });

  it('holds new rows back while the pointer is among them', () => {
    render(<Harness start={thousand.slice(1, 4)} />);
    fireEvent.pointerEnter(screen.getByRole('grid'));
    act(() => change(thousand.slice(0, 4)));
    expect(screen.queryByText('row 0000')).toBeNull();
    fireEvent.click(screen.getByText('1 new'));
    expect(screen.getByText('row 0000')).toBeTruthy();
  });

  it('goes on where one row cannot be drawn', () => {
    render(<Harness start={[{ id: '1', name: 'broken' }, ...thousand.slice(2, 4)]} />);
    expect(screen.getByText('broken could not be drawn')).toBeTruthy();
    expect(screen.getByText('row 0002')).toBeTruthy();
  });

  it('selects with Space and extends with Shift and the arrows', () => {
    render(<Harness start={thousand.slice(0, 4)} />);
    const [, first] = screen.getAllByRole('row');
    if (!first) throw new Error('There is no row.');
    first.focus();
    fireEvent.keyDown(first, { key: ' ' });
    fireEvent.keyDown(first, { key: 'ArrowDown', shiftKey: true });
    const selected = screen
      .getAllByRole('row')
      .filter((row) => row.getAttribute('aria-selected') === 'true');
    expect(selected.length).toBe(2);
  });

  it('has no boxes where nothing can be selected, and tells old rows from others', () => {
    render(<Unselectable rows={thousand.slice(0, 3)} />);
    expect(screen.queryAllByRole('checkbox')).toEqual([]);
    const [, first, second] = screen.getAllByRole('row');
    if (!first || !second) throw new Error('There are no rows.');
    fireEvent.keyDown(first, { key: ' ' });
    expect(first.hasAttribute('aria-selected')).toBe(false);
    expect(second.className).toMatch(/old/);
    expect(first.className).not.toMatch(/old/);
  });

  it('leaves the order of equal rows to their ids and turns it with the header', () => {
    render(<Harness start={thousand.slice(0, 3)} />);
    fireEvent.click(screen.getByRole('button', { name: 'Name' }));
    const names = screen.getAllByText(/^row \d+$/).map((node) => node.textContent);
    expect(names[0]).toBe('row 0002');
  });
});
