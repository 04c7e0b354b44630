import { describe, expect, it } from 'vitest';
import { diffLines, foldSame, linesOf, sideBySide } from './diff-lines.ts';

const letters = [...'abcdefghijklmnopqrst'].map((letter) => `${letter}\n`);

describe('diffLines', () => {
  it('numbers the lines of both sides', () => {
    expect(diffLines('a\nb\nc\n', 'a\nx\nc')).toEqual([
      { kind: 'same', left: 1, right: 1, text: 'a' },
      { kind: 'removed', left: 2, right: null, text: 'b' },
      { kind: 'added', left: null, right: 2, text: 'x' },
      { kind: 'same', left: 3, right: 3, text: 'c' },
    ]);
  });

  it('begins no line after the last line break', () => {
    expect(linesOf('a\r\nb\n')).toEqual(['a', 'b']);
    expect(linesOf('')).toEqual([]);
    expect(diffLines('', 'a\n')).toEqual([{ kind: 'added', left: null, right: 1, text: 'a' }]);
  });

  it('gives up in time on what shares nothing', () => {
    const lines = (word: string) =>
      Array.from({ length: 40_000 }, (_, line) => `${word} ${line}`).join('\n');
    const startedMs = performance.now();
    expect(diffLines(lines('left'), lines('right'))).toBeUndefined();
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});

describe('foldSame', () => {
  it('keeps three lines around a change and counts the rest', () => {
    const lines = diffLines(letters.join(''), letters.toSpliced(9, 1, 'x\n').join('')) ?? [];
    const rows = foldSame(lines);
    expect(rows[0]).toEqual({ kind: 'gap', count: 6 });
    expect(rows.at(-1)).toEqual({ kind: 'gap', count: 7 });
    expect(rows).toHaveLength(10);
  });

  it('folds everything where nothing changed', () => {
    expect(foldSame(diffLines('a\nb', 'a\nb') ?? [])).toEqual([{ kind: 'gap', count: 2 }]);
  });
});

describe('sideBySide', () => {
  it('stands what came beside what went', () => {
    const rows = diffLines('a\nb\nc\n', 'a\nx\ny\nc\n') ?? [];
    const texts = sideBySide(rows).map((row) =>
      row.kind === 'gap' ? '…' : `${row.left?.text ?? ''}|${row.right?.text ?? ''}`,
    );
    expect(texts).toEqual(['a|a', 'b|x', '|y', 'c|c']);
  });
});
