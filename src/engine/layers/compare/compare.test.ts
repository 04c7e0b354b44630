import { describe, expect, it } from 'vitest';
import type { ImageConfig } from '../../../contract/images.ts';
import type { Analysis } from '../stack/analysis.ts';
import { stateOf } from '../stack/state.ts';
import { analysed, wholeShape } from '../testing/analysed.ts';
import { file, folder, type MadeEntry, whiteout } from '../testing/made-tar.ts';
import { compareImages } from './compare.ts';
import { comparePage, compareTreeOf } from './compare-rows.ts';

const side = (analysis: Analysis) => ({
  analysis,
  final: stateOf(analysis, analysis.layers.length),
});

function compared(left: Analysis, right: Analysis) {
  const sides = { left: side(left), right: side(right) };
  const comparing = { ...sides, compared: compareImages(sides.left, sides.right) };
  const { rows } = comparePage(comparing, compareTreeOf(comparing), wholeShape);
  return {
    comparison: comparing.compared.comparison,
    rows: rows.map(({ name, change, leftBytes, rightBytes }) => [
      name,
      change,
      leftBytes,
      rightBytes,
    ]),
  };
}

const base: MadeEntry[] = [
  folder('etc'),
  file('etc/same', 10),
  file('etc/old', 20),
  file('etc/size', 5),
];

describe('two images', () => {
  it('differ by what is in view, not by the layers it comes from', () => {
    const left = analysed([base, [file('app', 7)]]);
    const right = analysed([
      base,
      [whiteout('etc/old'), file('etc/size', 9), file('new', 3)],
      [file('app', 7)],
    ]);
    const { comparison, rows } = compared(left, right);
    expect(rows).toEqual([
      ['app', 'kept', 7, 7],
      ['etc', 'kept', 35, 19],
      ['old', 'removed', 20, null],
      ['same', 'kept', 10, 10],
      ['size', 'changed', 5, 9],
      ['new', 'added', null, 3],
    ]);
    // The made layers are named by their place: both stand on the same two.
    expect(comparison).toEqual({
      ...{ sharedLayers: 2, sharedBytes: 42, config: [] },
      ...{ added: 1, removed: 1, changed: 1 },
      ...{ addedBytes: 3, removedBytes: 20, changedBytes: 4 },
    });
  });

  it('differ by content, rights and targets of links, not by when they were written', () => {
    const left = analysed([
      [file('a', 'one'), file('b', 'x'), { path: 'l', type: '2', link: 'a' }, file('t', 'x')],
    ]);
    const right = analysed([
      [
        file('a', 'two'),
        { ...file('b', 'x'), mode: 0o755 },
        { path: 'l', type: '2', link: 'b' },
        { ...file('t', 'x'), mtime: 99 },
      ],
    ]);
    expect(compared(left, right).rows.map(([name, change]) => `${name} ${change}`)).toEqual([
      ...['a changed', 'b changed', 'l changed', 't kept'],
    ]);
  });

  it('differ in what their containers start with', () => {
    const withConfig = (more: Partial<ImageConfig>): Analysis => {
      const plain = analysed([base]);
      return { ...plain, facts: { ...plain.facts, config: { ...plain.facts.config, ...more } } };
    };
    const left = withConfig({ env: [{ name: 'A', value: '1' }], user: 'root', command: ['sh'] });
    const right = withConfig({
      ...{ env: [{ name: 'A', value: '2' }], command: ['sh'] },
      ...{ exposedPorts: ['80/tcp'], labels: { x: 'y' } },
    });
    expect(compared(left, right).comparison.config).toEqual([
      { field: 'env', name: 'A', left: '1', right: '2' },
      { field: 'user', name: '', left: 'root', right: null },
      { field: 'exposedPorts', name: '80/tcp', left: null, right: '80/tcp' },
      { field: 'labels', name: 'x', left: null, right: 'y' },
    ]);
  });
});
