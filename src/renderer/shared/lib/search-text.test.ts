import { describe, expect, it } from 'vitest';
import { readSearchText, writeSearchText } from './search-text.ts';

describe('the search of an address', () => {
  it.each(['81856424e3', '1.10', '007', 'true', 'null', '"quoted"', '{"a":1}', 'a b&c=d', '中文'])(
    'keeps %s as it was typed',
    (q) => {
      expect(readSearchText(writeSearchText({ q }))).toEqual({ q });
      expect(readSearchText(`?q=${encodeURIComponent(q)}`)).toEqual({ q });
    },
  );

  it('leaves out what is undefined, and is empty without anything', () => {
    expect(writeSearchText({ q: undefined })).toBe('');
    expect(writeSearchText({ q: undefined, sort: '-name' })).toBe('?sort=-name');
  });
});
