import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellQuote } from './shell-quote.ts';

describe('a word for a shell', () => {
  it('comes out as it went in, whatever it holds', () => {
    const words = fc.sample(
      fc.string({ unit: 'grapheme' }).filter((word) => !/[\u0000\r\n]/.test(word)),
      200,
    );
    words.push("it's", '$(id)', '`id`', '-n', '"', '\\', '!', '*', "'; id; '", '');
    const line = `printf '%s\\0' ${words.map(shellQuote).join(' ')}`;
    const said = execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' });
    expect(said.split('\u0000').slice(0, -1)).toEqual(words);
  });

  it('holds no line end', () => {
    expect(() => shellQuote('a\nid')).toThrow(/line end/);
    expect(() => shellQuote('a\u0000b')).toThrow(/line end/);
  });
});
