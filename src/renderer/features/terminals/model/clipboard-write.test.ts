import { describe, expect, it } from 'vitest';
import { clipboardAsk } from './clipboard-write.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('OSC 52', () => {
  it('reads what is to be written', () => {
    expect(clipboardAsk(`c;${base64('你好 rm')}`)).toEqual({ kind: 'write', text: '你好 rm' });
    expect(clipboardAsk(`;${base64('x')}`)).toEqual({ kind: 'write', text: 'x' });
  });

  it('tells a question for the content', () => {
    expect(clipboardAsk('c;?')).toEqual({ kind: 'read' });
  });

  it.each([
    ['no part', 'c'],
    ['no base64', 'c;***'],
    ['no text', `c;${Buffer.from([0xff, 0xfe]).toString('base64')}`],
    ['too much', `c;${base64('x'.repeat(300_000))}`],
  ])('refuses %s', (_name, data) => {
    expect(clipboardAsk(data)).toEqual({ kind: 'nonsense' });
  });
});
