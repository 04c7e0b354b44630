import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellLine } from '../../../../contract/command-line.ts';
import { splitWords } from './shell-words.ts';

describe('splitWords', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['sh -c "echo hi"', ['sh', '-c', 'echo hi']],
    [`a'b c'"d"e`, ['ab cde']],
    [String.raw`a\ b "\"\\\n"`, ['a b', String.raw`"\\n`]],
    [`'' ""`, ['', '']],
    ['"a\\\\\nb\\\nc"', ['a\\\nbc']],
    ['echo $HOME *', ['echo', '$HOME', '*']],
    ['a\tb\nc', ['a', 'b', 'c']],
  ])('%s', (text, words) => {
    expect(splitWords(text)).toEqual({ ok: true, words });
  });

  it.each([
    [`sh -c 'a`, 'single'],
    ['say "a', 'double'],
    ['a\\', 'backslash'],
  ])('%s stays open', (text, open) => {
    expect(splitWords(text)).toEqual({ ok: false, open });
  });

  it('reads back every line that we quote', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 6 }),
        (words) => {
          const line = shellLine(words, { secrets: 'shown' });
          expect(splitWords(line)).toEqual({ ok: true, words });
        },
      ),
    );
  });
});
