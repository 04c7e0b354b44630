import { expect, it } from 'vitest';
import { hexRow, hexRowCount } from './hex.ts';

it('writes rows of sixteen bytes', () => {
  const bytes = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, ...Array.from({ length: 13 }, () => 0)]);
  expect(hexRowCount(bytes)).toBe(2);
  expect(hexRow(bytes, 0)).toEqual({
    offset: '00000000',
    hex: '7f 45 4c 46 00 00 00 00  00 00 00 00 00 00 00 00',
    ascii: '.ELF............',
  });
  expect(hexRow(bytes, 1)).toEqual({ offset: '00000010', hex: '00', ascii: '.' });
  expect(hexRowCount(new Uint8Array())).toBe(0);
});
