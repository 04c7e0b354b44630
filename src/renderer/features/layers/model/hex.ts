/** Bytes as rows of a hex view: offset, sixteen bytes, the same as ASCII. Pure. */

export const bytesInRow = 16;

export interface HexRow {
  readonly offset: string;
  /** `7f 45 4c 46 …`, a wider gap in the middle. */
  readonly hex: string;
  /** A dot for what is no printable ASCII. */
  readonly ascii: string;
}

export const hexRowCount = (bytes: Uint8Array) => Math.ceil(bytes.length / bytesInRow);

export function hexRow(bytes: Uint8Array, row: number): HexRow {
  const start = row * bytesInRow;
  const some = [...bytes.subarray(start, start + bytesInRow)];
  const half = (from: number) =>
    some
      .slice(from, from + 8)
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(' ');
  return {
    offset: start.toString(16).padStart(8, '0'),
    hex: some.length > 8 ? `${half(0)}  ${half(8)}` : half(0),
    ascii: some
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
      .join(''),
  };
}
