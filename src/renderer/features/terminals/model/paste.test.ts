import { describe, expect, it } from 'vitest';
import { pasteable, pastedLines } from './paste.ts';

describe('paste into a terminal', () => {
  it('leaves out what could act as keys', () => {
    expect(pasteable('a\u001b[201~rm -rf x\u0003\u009b')).toBe('a[201~rm -rf x');
    expect(pasteable('line\tone\r\n二\n')).toBe('line\tone\r\n二\n');
  });

  it('counts the lines that would run', () => {
    expect(pastedLines('ls')).toBe(1);
    expect(pastedLines('ls\n')).toBe(2);
    expect(pastedLines('a\r\nb\rc')).toBe(3);
  });
});
