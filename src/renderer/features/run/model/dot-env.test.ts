import { describe, expect, it } from 'vitest';
import { isDotEnvBlock, looksLikeDotEnv, readDotEnv } from './dot-env.ts';

const read = (text: string) =>
  Object.fromEntries(readDotEnv(text).pairs.map(({ name, value }) => [name, value]));

describe('readDotEnv', () => {
  it('reads what people keep in such files', () => {
    const text = [
      '# the database',
      'DB_HOST=db  # a comment',
      'export DB_PORT = 5432',
      "GREETING='it is # no comment'",
      'MOTD="two\\nlines \\"quoted\\"" # said',
      'URL=http://host/#part',
      'EMPTY=',
      'SPACED =  a b  ',
      '',
      'DB_HOST=other',
    ].join('\r\n');
    expect(read(text)).toEqual({
      DB_HOST: 'other',
      DB_PORT: '5432',
      GREETING: 'it is # no comment',
      MOTD: 'two\nlines "quoted"',
      URL: 'http://host/#part',
      EMPTY: '',
      SPACED: 'a b',
    });
  });

  it('takes a value over several lines in quotes', () => {
    expect(read('KEY="-----BEGIN\nA=b\n-----END"\nNEXT=1')).toEqual({
      KEY: '-----BEGIN\nA=b\n-----END',
      NEXT: '1',
    });
  });

  it('counts what is no assignment', () => {
    expect(readDotEnv('A=1\nHOME\nnot one\n\n# but this is a comment')).toEqual({
      pairs: [{ name: 'A', value: '1' }],
      skipped: 2,
    });
  });
});

it('tells a block from a name or a value', () => {
  expect(looksLikeDotEnv('A=1')).toBe(true);
  expect(looksLikeDotEnv('DB_HOST')).toBe(false);
  expect(looksLikeDotEnv('some text\nmore\nA=1')).toBe(false);
  expect(isDotEnvBlock('A=1')).toBe(false);
  expect(isDotEnvBlock('A=1\nB=2')).toBe(true);
  expect(isDotEnvBlock('-----BEGIN KEY-----\nabc=\n-----END KEY-----')).toBe(false);
});
