import { describe, expect, it } from 'vitest';
import { benchNames, readBenchFlags } from '../../scripts/lib/bench-flags.mjs';
import { groups } from './bench.ts';
import { against, atMost, below, toFigure, unmeasured } from './figure.ts';
import { namesOf } from './population.ts';
import { table } from './report.ts';
import { median, percentile, worst } from './statistics.ts';

describe('statistics', () => {
  it('finds the middle whatever the order, and between two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(() => median([])).toThrow('no median');
  });

  it('finds the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(percentile([7], 0.95)).toBe(7);
    expect(() => percentile([], 0.95)).toThrow('no percentile');
  });

  it('finds the worst', () => {
    expect(worst([1, 3, 2])).toBe(3);
  });
});

const measured = { name: 'log', unit: 's', of: 'median of 5' } as const;

describe('a figure', () => {
  it('is met at its bar, and tells no reason then', () => {
    const bar = against('curl', 1.25);
    const figure = toFigure({ ...measured, value: 10, peer: 8, bar, parts: 'slow' }, true);
    expect(figure).toMatchObject({ bar: 10, met: true, peer: 8, rule: '≤ 1.25 × curl' });
    expect(figure.reason).toBeUndefined();
  });

  it('is missed above it, with the reason', () => {
    const bar = against('the engine', 1, 800);
    const figure = toFigure(
      { ...measured, unit: 'ms', value: 951, peer: 150, bar, parts: 'x' },
      true,
    );
    expect(figure).toMatchObject({ bar: 950, met: false, reason: 'x' });
    expect(figure.rule).toBe('≤ the engine + 800 ms');
  });

  it('does not meet a bar that it must stay below', () => {
    const bar = below(1, '% of a core');
    expect(toFigure({ ...measured, value: 1, bar }, true).met).toBe(false);
    expect(toFigure({ ...measured, value: 0.99, bar }, true).met).toBe(true);
  });

  it('without a peer has none', () => {
    const figure = toFigure({ ...measured, value: 0, bar: atMost(0, 'requests') }, false);
    expect(figure).toMatchObject({ peer: null, met: true, comparable: false });
  });
});

describe('the table', () => {
  const good = toFigure({ ...measured, value: 1, bar: atMost(2, 's') }, true);
  const bad = toFigure({ ...measured, value: 3, bar: atMost(2, 's'), parts: 'the disk' }, true);

  it('tells what was met, missed and not measured', () => {
    const text = table([good, bad, unmeasured('event', 'no browser')]);
    expect(text).toContain('MISSED');
    expect(text).toContain('↳ the disk');
    expect(text).toContain('↳ no browser');
    expect(text.split('\n').at(-1)).toBe('1 met, 1 missed, 1 not measured');
  });

  it('says that quick figures are not comparable', () => {
    const quick = toFigure({ ...measured, value: 1, bar: atMost(2, 's') }, false);
    expect(table([quick])).toContain('not comparable');
    expect(table([good])).not.toContain('not comparable');
  });
});

describe('the command line', () => {
  it('knows the benchmarks that there are, in their order', () => {
    expect(benchNames).toEqual(groups.map((group) => group.name));
    const figures = groups.flatMap((group) => group.figures);
    expect(new Set(figures).size).toBe(figures.length);
  });

  it('takes names and flags, and refuses others', () => {
    expect(readBenchFlags(['event', '--json'])).toMatchObject({ names: ['event'], json: true });
    expect(() => readBenchFlags(['evnt'])).toThrow('There is no benchmark evnt; there are start,');
    expect(() => readBenchFlags(['--fast'])).toThrow('--fast');
  });
});

describe('the containers of a long list', () => {
  it('have names of their own', () => {
    expect(new Set(namesOf(1_000)).size).toBe(1_000);
  });
});
