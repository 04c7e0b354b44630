import { describe, expect, it } from 'vitest';
import { ansiParts, plainText } from './ansi.ts';

/** `text` or `text{what differs from plain}`. */
const told = (line: string) =>
  ansiParts(line).map(({ text, style }) => {
    const set = Object.entries(style).filter(([, value]) => value !== null && value !== false);
    return set.length === 0 ? text : `${text}{${set.map(([key, value]) => `${key}=${value}`)}}`;
  });

describe('colours of a log line', () => {
  it.each([
    ['plain', 'plain text', ['plain text']],
    ['empty', '', []],
    ['a colour and its end', '\u001b[31mred\u001b[0m rest', ['red{colour=1}', 'rest'.padStart(5)]],
    ['an empty reset', '\u001b[1;92mok\u001b[m.', ['ok{colour=10,bold=true}', '.']],
    [
      'default colour',
      '\u001b[33;44ma\u001b[39mb\u001b[49mc',
      ['a{colour=3,ground=4}', 'b{ground=4}', 'c'],
    ],
    ['256 colours', '\u001b[38;5;196mred\u001b[38;5;4mblue', ['red{colour=9}', 'blue{colour=4}']],
    ['grey of 256', '\u001b[38;5;240mgrey', ['grey{colour=8}']],
    ['true colour', '\u001b[38;2;0;180;0mgreen', ['green{colour=2}']],
    ['true colour with colons', '\u001b[48:5:21mblue', ['blue{ground=12}']],
    ['unknown codes', '\u001b[73;31mx', ['x{colour=1}']],
  ])('%s', (_name, line, parts) => {
    expect(told(line)).toEqual(parts);
  });
});

describe('what is left out', () => {
  it.each([
    ['cursor moves', '\u001b[2K\u001b[1Gdone', 'done'],
    [
      'titles and links',
      '\u001b]0;title\u0007\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\',
      'link',
    ],
    ['charsets and keypads', '\u001b(B\u001b=a\u001b>', 'a'],
    ['controls', 'a\u0000\u0007b\u0085c\u007f', 'abc'],
    ['a cut sequence', 'a\u001b[3', 'a'],
    ['what was overwritten', '10%\r20%\r100%', '100%'],
    ['a carriage return at the end', 'line\r', 'line'],
    ['tabs stay', 'a\tb', 'a\tb'],
    ['markup stays text', '<b>&amp;</b>', '<b>&amp;</b>'],
  ])('%s', (_name, line, text) => {
    expect(plainText(line)).toBe(text);
    expect(
      ansiParts(line)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('does not take long over a hostile line', () => {
    const line = `${'\u001b['.repeat(50_000)}${'\u001b]'.repeat(50_000)}`;
    const start = performance.now();
    plainText(line);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
