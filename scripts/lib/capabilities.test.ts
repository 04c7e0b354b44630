import { describe, expect, it } from 'vitest';
import { capabilityPage } from './capability-page.mjs';
import { taggedTests, tagsOf } from './capability-tags.mjs';

describe('tags in a title', () => {
  it.each([
    ['pulls {51}', [{ title: 'pulls', features: [51], book: [], partial: false }]],
    ['pulls {51 partial}', [{ title: 'pulls', features: [51], book: [], partial: true }]],
    ['reads {book 12}', [{ title: 'reads', features: [], book: [12], partial: false }]],
    [
      'does {51 52 book 46} {3 partial}',
      [
        { title: 'does', features: [51, 52], book: [46], partial: false },
        { title: 'does', features: [3], book: [], partial: true },
      ],
    ],
    ['shows { a: 1 } and {name}', []],
  ])('%s', (title, tags) => {
    expect(tagsOf(title)).toEqual(tags);
  });
});

it('reads tests of every form, but none that never runs', () => {
  const source = `
    describe('pull {1}', () => { it('a {2}', run); });
    it.each([1])('b %s {3}', run);
    test(\`c \${x} {4}\`, run);
    it.runIf(there)('d {5}', run);
    it.skip('e {6}', run);
    it.todo('f {7}');
    describe.skip('g', () => { it('h {8}', run); });
    other('i {9}', run);`;
  const numbers = taggedTests('a.test.ts', source).flatMap((test) => test.features);
  expect(numbers).toEqual([1, 2, 3, 4, 5]);
});

describe('the page', () => {
  const data = {
    features: [
      { number: 1, group: 'Containers', name: 'Start' },
      { number: 2, group: 'Containers', name: 'Pause' },
      { number: 3, group: 'Containers', name: 'Kill' },
    ],
    book: [{ number: 1, name: '前言 / Preface' }],
  };
  const test = (title: string, features: number[], partial = false) => ({
    path: 'test/engine/a.engine.test.ts',
    title,
    features,
    book: [],
    partial,
  });

  it('says yes only where a test claims the whole line', () => {
    const { page } = capabilityPage(data, [
      test('starts', [1]),
      test('starts a little', [1], true),
      test('pauses | some', [2], true),
    ]);
    expect(page.split('\n').filter((line) => /^\| \d/.test(line))).toEqual([
      '| 1 | Containers: Start | yes | `test/engine/a.engine.test.ts`: starts |',
      '| 2 | Containers: Pause | partial | `test/engine/a.engine.test.ts`: pauses \\| some |',
      '| 3 | Containers: Kill | no |  |',
      '| 1 | 前言 / Preface | no |  |',
    ]);
    expect(page).toContain('1 yes, 1 partial, 1 no.');
  });

  it('names three tests and counts the rest', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((title) => test(title, [1]));
    expect(capabilityPage(data, many).page).toMatch(/: c; and 2 more \|/);
  });

  it('refuses a tag that names no line', () => {
    expect(capabilityPage(data, [test('x', [151])]).unknown).toEqual([
      'test/engine/a.engine.test.ts: x: there is no line 151 in features',
    ]);
  });
});
