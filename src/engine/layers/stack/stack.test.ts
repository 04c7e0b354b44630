import { describe, expect, it } from 'vitest';
import { entryBelow, fileBehind, visibleEntry } from '../extract/own-entry.ts';
import { summaryOf } from '../summary.ts';
import { analysed, rowsOf } from '../testing/analysed.ts';
import { file, folder, type MadeEntry, opaque, whiteout } from '../testing/made-tar.ts';
import { accountOf } from '../waste/waste.ts';
import { wasteTable } from '../waste/waste-page.ts';
import type { Analysis } from './analysis.ts';

const warningsOf = (analysis: Analysis) => summaryOf(analysis, accountOf(analysis)).warnings;
const hard = (path: string, link: string): MadeEntry => ({ path, type: '1', link });
const soft = (path: string, link: string): MadeEntry => ({ path, type: '2', link });

function wasteOf(layers: readonly (readonly MadeEntry[])[]) {
  const analysis = analysed(layers);
  const account = accountOf(analysis);
  const { efficiency, entries } = wasteTable(analysis, account).page(0, 100);
  return {
    efficiency,
    entries: entries.map(({ path, kind, wastedBytes, causedBy }) => [
      path,
      kind,
      wastedBytes,
      causedBy,
    ]),
  };
}

describe('layers on one another', () => {
  it('hides what a whiteout names, and says when there is nothing', () => {
    const analysis = analysed([
      [folder('a'), file('a/b', 3), file('c', 4)],
      [whiteout('a/b'), whiteout('a/never'), whiteout('lost')],
    ]);
    expect(rowsOf(analysis, 1, 'layer')).toEqual(['  a/ 0', '- a/b 3 hides 3 in 0']);
    expect(rowsOf(analysis, 1, 'stack')).toEqual(['  a/ 0', '  c 4']);
    expect(warningsOf(analysis)).toEqual([
      { kind: 'lost-whiteout', count: 2, example: '/a/never', layer: 1 },
    ]);
  });

  it.each([
    ['before', [folder('a'), opaque('a'), file('a/new', 5), file('a/same', 6)]],
    ['behind', [folder('a'), file('a/new', 5), file('a/same', 6), opaque('a')]],
    ['of a folder with no entry', [opaque('a'), file('a/new', 5), file('a/same', 6)]],
  ])('keeps what an opaque folder is filled with in its own layer: the mark %s', (_, layer) => {
    const analysis = analysed([[folder('a'), file('a/old', 3), file('a/same', 4)], layer]);
    expect(rowsOf(analysis, 1, 'stack')).toEqual([
      '  a/ 11 hides 7 in 0',
      '+ a/new 5',
      '~ a/same 6 hides 4 in 0',
    ]);
  });

  it('replaces a file by a folder, and a folder by a file', () => {
    const analysis = analysed([
      [file('x', 3), folder('y'), file('y/in', 4)],
      [folder('x'), file('x/in', 5), file('y', 6)],
    ]);
    expect(rowsOf(analysis, 1, 'layer')).toEqual([
      '~ x/ 5 hides 3 in 0',
      '+ x/in 5',
      '~ y 6 hides 4 in 0',
      '- y/in 4 hides 4 in 0',
    ]);
    expect(rowsOf(analysis, 1, 'stack')).toEqual([
      '~ x/ 5 hides 3 in 0',
      '+ x/in 5',
      '~ y 6 hides 4 in 0',
    ]);
  });

  it('lets the last entry of a path stand, within one layer too', () => {
    expect(rowsOf(analysed([[file('x', 3), file('x/in', 5)]]), 0, 'layer')).toEqual([
      '+ x/ 5',
      '+ x/in 5',
    ]);
    expect(rowsOf(analysed([[file('x/in', 5), file('x', 3)]]), 0, 'layer')).toEqual(['+ x 3']);
    expect(rowsOf(analysed([[file('x', 3), file('x', 7)]]), 0, 'layer')).toEqual(['+ x 7']);
  });

  it('cleans paths that climb out, and tells of links that do', () => {
    const analysis = analysed([
      [
        file('../../etc/passwd', 3),
        file('/./a//b/../c', 4),
        soft('up', '../../etc'),
        soft('d/ok', '../c'),
        hard('h', '../x'),
      ],
    ]);
    expect(rowsOf(analysis, 0, 'layer')).toEqual([
      '+ a/ 4',
      '+ a/c 4',
      '+ d/ 0',
      '+ d/ok 0 → ../c',
      '+ etc/ 3',
      '+ etc/passwd 3',
      '+ h 0 → ../x',
      '+ up 0 → ../../etc',
    ]);
    expect(warningsOf(analysis)).toEqual([
      { kind: 'outward-path', count: 1, example: '../../etc/passwd', layer: 0 },
      { kind: 'outward-link', count: 2, example: 'up', layer: 0 },
    ]);
  });

  it('shows names that are not UTF-8 with their bytes', () => {
    const bad: MadeEntry = { path: Uint8Array.from([0x61, 0xff, 0xc3, 0xa4]), bytes: 'x' };
    const analysis = analysed([[bad]]);
    expect(rowsOf(analysis, 0, 'layer')).toEqual(['+ a\\xffä 1']);
    expect(warningsOf(analysis)).toEqual([
      { kind: 'bad-name', count: 1, example: 'a\\xffä', layer: 0 },
    ]);
  });

  it('follows hard links within a layer and across, and no ring', () => {
    const analysis = analysed([
      [file('real', 'content'), hard('near', 'real'), hard('ring', 'gnir'), hard('gnir', 'ring')],
      [hard('far', 'real')],
    ]);
    const behind = (name: string, layers: number) => {
      const node = analysis.paths.labels.indexOf(name);
      const entry = visibleEntry(analysis, layers, node);
      const found = entry && fileBehind(analysis, entry);
      return found && [found.layer, analysis.layers[found.layer]?.index?.sizeBytes[found.own]];
    };
    expect(behind('near', 1)).toEqual([0, 7]);
    expect(behind('far', 2)).toEqual([0, 7]);
    expect(behind('ring', 1)).toBeUndefined();
    expect(entryBelow(analysis, 1, analysis.paths.labels.indexOf('far'))).toBeUndefined();
  });

  it('takes 127 layers, and layers of nothing', () => {
    const layers = Array.from({ length: 127 }, (_, at) =>
      at % 2 === 0 ? [file('f', at + 1)] : [],
    );
    const analysis = analysed(layers);
    expect(rowsOf(analysis, 126, 'stack')).toEqual(['~ f 127 hides 125 in 124']);
    expect(rowsOf(analysis, 125, 'layer')).toEqual([]);
    expect(summaryOf(analysis, accountOf(analysis)).layers[125]).toMatchObject({
      added: 0,
      sizeBytes: 0,
    });
  });
});

describe('waste', () => {
  it('counts what nobody sees, each once', () => {
    const { efficiency, entries } = wasteOf([
      [file('a', 100), file('b', 50), folder('d'), file('d/x', 30), file('d/y', 20)],
      [file('a', 60), whiteout('b')],
      [file('a', 10), whiteout('d')],
    ]);
    expect(entries).toEqual([
      ['/a', 'replaced', 160, 2],
      ['/b', 'removed', 50, 1],
      ['/d/x', 'removed', 30, 2],
      ['/d/y', 'removed', 20, 2],
    ]);
    // By hand, as dive's efficiency.go has it: a 10 of 170, b 0 of 50, d/x 30 of 30, d/y 20 of 20, d 50 of 50.
    expect(efficiency).toEqual({
      ours: 1 - 260 / 270,
      wastedBytes: 260,
      dive: 110 / 320,
      diveWastedBytes: 220,
    });
  });

  it('does not call wasted what a hard link still shows', () => {
    const layer = [file('real', 40), hard('link', 'real')];
    expect(wasteOf([layer, [whiteout('real')]]).entries).toEqual([]);
    expect(wasteOf([layer, [whiteout('real'), whiteout('link')]]).entries).toEqual([
      ['/real', 'removed', 40, 1],
    ]);
  });

  it('is none for an image of nothing', () => {
    expect(wasteOf([[]]).efficiency).toEqual({
      ours: 1,
      wastedBytes: 0,
      dive: 1,
      diveWastedBytes: 0,
    });
  });
});
