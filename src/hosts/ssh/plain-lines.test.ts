import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLines } from './plain-lines.ts';

describe('the lines that a server wrote', () => {
  it('stay as they are', () => {
    const notice = 'Authorised users only.\n\n  Visit https://example.test/a?b=c\nDanke, 谢谢!';
    expect(plainLines(notice)).toBe(notice);
    expect(plainLines('\r\none\r\ntwo\t3  \r\n\r\n')).toBe('one\ntwo  3');
  });

  it('lose all that a terminal would obey', () => {
    const title = '\u001b]0;root@bank\u0007';
    const link = '\u001b]8;;https://evil.test\u001b\\here\u001b]8;;\u001b\\';
    expect(plainLines(`${title}\u001b[31;1mred\u001b[0m ${link}\u001b[2J\u001b(B\u0007!`)).toBe(
      'red here!',
    );
    expect(plainLines('\u009b31mred \u202eexe.txt\u0000')).toBe('red exe.txt');
    expect(plainLines('\u001b]52;c;never ended')).toBe('');
  });

  it('never hold a control character but the line end, and are not long', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u001b]', '\u001b[', '\r'),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        return !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(plainLines(parts.join('')));
      }),
    );
    for (const much of ['x', ' ', '\n', '\u001b[1', '\u001b]']) {
      expect(plainLines(`${much.repeat(100_000)}!`).length).toBeLessThanOrEqual(4_001);
    }
  });
});
