import { describe, expect, it } from 'vitest';
import { createLineInput } from './line-input.ts';

describe('typing without a TTY', () => {
  it('echoes a line and sends it whole', () => {
    const input = createLineInput();
    expect(input.feed('he')).toEqual({ echo: 'he', send: '' });
    expect(input.feed('y\r')).toEqual({ echo: 'y\r\n', send: 'hey\n' });
    expect(input.feed('a\r\nb\rc')).toEqual({ echo: 'a\r\nb\r\nc', send: 'a\nb\n' });
  });

  it('takes back a character, or the line', () => {
    const input = createLineInput();
    input.feed('ab界');
    expect(input.feed('\u007f')).toEqual({ echo: '\b \b', send: '' });
    expect(input.feed('\r').send).toBe('ab\n');
    expect(input.feed('\u007f').echo).toBe('');
    input.feed('xyz');
    input.feed('\u0015');
    expect(input.feed('\r').send).toBe('\n');
  });

  it('sends no keys that mean something to a terminal only', () => {
    const input = createLineInput();
    expect(input.feed('\u001b[A\u001bOP\u0003\u0004')).toEqual({ echo: '', send: '' });
  });
});
