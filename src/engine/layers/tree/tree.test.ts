import { describe, expect, it } from 'vitest';
import { viewOf } from '../stack/view.ts';
import { analysed, wholeShape } from '../testing/analysed.ts';
import { file, folder, whiteout } from '../testing/made-tar.ts';
import { reveal } from './reveal.ts';
import { type Page, treeOf, treePage } from './tree-rows.ts';
import { treemapOf } from './treemap.ts';

const analysis = analysed([
  [
    ...[folder('etc'), folder('etc/ssl'), file('etc/ssl/Cert.pem', 30), file('etc/hosts', 10)],
    ...[folder('usr'), folder('usr/bin'), file('usr/bin/env', 500), file('usr/bin/sh', 200)],
  ],
  [file('usr/bin/sh', 300), whiteout('etc/hosts'), file('certain', 1)],
]);
const view = viewOf(analysis, 1, 'layer');
const stack = viewOf(analysis, 1, 'stack');

const names = (shape: Partial<Page>, of = stack) => {
  const { rows, total, matches } = treePage(of, treeOf(of), { ...wholeShape, ...shape });
  return {
    total,
    matches,
    rows: rows.map(({ name, level, position, setSize, expanded, expandable }) => {
      const mark = expandable ? (expanded ? '▾' : '▸') : ' ';
      return `${'  '.repeat(level - 1)}${mark}${name} ${position}/${setSize}`;
    }),
  };
};

describe('rows of a tree', () => {
  it('are those of open folders, a page at a time', () => {
    expect(names({ open: 'none' })).toEqual({
      total: 3,
      matches: 4,
      rows: [' certain 1/3', '▸etc 2/3', '▸usr 3/3'],
    });
    const all = names({}).rows;
    expect(all).toEqual([
      ...[' certain 1/3', '▾etc 2/3', '  ▾ssl 1/1', '     Cert.pem 1/1'],
      ...['▾usr 3/3', '  ▾bin 1/1', '     env 1/2', '     sh 2/2'],
    ]);
    expect(names({ from: 3, count: 2 }).rows).toEqual(all.slice(3, 5));
    expect(names({ from: 100 }).rows).toEqual([]);
    const usr = analysis.paths.labels.indexOf('usr');
    expect(names({ open: 'none', except: [usr] }).rows).toEqual([
      ...[' certain 1/3', '▸etc 2/3', '▾usr 3/3', '  ▸bin 1/1'],
    ]);
    expect(names({ except: [usr] }).rows.at(-1)).toBe('▸usr 3/3');
  });

  it('are sorted by name or by size, both ways', () => {
    const top = (shape: Partial<Page>) =>
      names({ open: 'none', ...shape }).rows.map((row) => row.slice(1).split(' ')[0]);
    expect(top({ sort: 'size', descending: true })).toEqual(['usr', 'etc', 'certain']);
    expect(top({ sort: 'size' })).toEqual(['certain', 'etc', 'usr']);
    expect(top({ descending: true })).toEqual(['usr', 'etc', 'certain']);
  });

  it('are filtered by part of a path, and open the way to it', () => {
    expect(names({ open: 'none', text: 'CERT' })).toEqual({
      total: 4,
      matches: 2,
      rows: [' certain 1/2', '▾etc 2/2', '  ▾ssl 1/1', '     Cert.pem 1/1'],
    });
    expect(names({ open: 'none', text: 'in/s' }).rows).toEqual([
      ...['▾usr 1/1', '  ▾bin 1/1', '     sh 1/1'],
    ]);
    // What is in a folder that was found is there when the folder is opened.
    expect(names({ open: 'none', text: 'etc' }).rows).toEqual(['▸etc 1/1']);
    expect(names({ text: 'etc' }).matches).toBe(1);
    expect(names({ text: '/etc/ssl/cert' }).matches).toBe(1);
    expect(names({ text: 'tc/sslx' })).toEqual({ total: 0, matches: 0, rows: [] });
  });

  it('are filtered by change and size', () => {
    expect(names({ changes: ['removed'], open: 'none' }, view).rows).toEqual([
      ...['▾etc 1/1', '   hosts 1/1'],
    ]);
    expect(names({ minBytes: 400, open: 'all' }).rows).toEqual([
      ...['▾usr 1/1', '  ▾bin 1/1', '     env 1/1'],
    ]);
  });

  it('are revealed', () => {
    const shape = { ...wholeShape, open: 'none' as const };
    const node = analysis.paths.labels.indexOf('Cert.pem');
    const parents = ['etc', 'ssl'].map((name) => analysis.paths.labels.indexOf(name));
    expect(reveal(treeOf(stack), shape, node)).toEqual({ parents, row: 3 });
    expect(reveal(treeOf(stack), wholeShape, node)).toEqual({ parents: [], row: 3 });
    expect(reveal(treeOf(view), wholeShape, node)).toEqual({ parents: [], row: null });
    expect(reveal(treeOf(view), wholeShape, 9_999)).toEqual({ parents: [], row: null });
  });
});

describe('a treemap', () => {
  it('has a cell for what is large, and one number for the rest', () => {
    const map = treemapOf(stack, treeOf(stack), { folder: 0, most: 1 });
    expect(map).toMatchObject({
      ...{ sizeBytes: 831, path: [], rest: { count: 2, sizeBytes: 31 } },
      cells: [{ name: 'usr', sizeBytes: 800, folder: true }],
    });
    const bin = analysis.paths.labels.indexOf('bin');
    expect(treemapOf(stack, treeOf(stack), { folder: bin, most: 60 })).toMatchObject({
      path: [{ name: 'usr' }, { name: 'bin' }],
      cells: [
        { name: 'env', change: 'kept' },
        { name: 'sh', change: 'changed' },
      ],
    });
  });
});
