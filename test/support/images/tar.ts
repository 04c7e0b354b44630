/** An entry of a tar; `mode` in octal as `chmod` takes it. */
export type TarEntry =
  | { readonly path: string; readonly bytes: Uint8Array | string; readonly mode?: number }
  | { readonly path: string; readonly folder: true; readonly mode?: number }
  | { readonly path: string; readonly linkTo: string };

const block = 512;

function field(header: Buffer, at: number, text: string): void {
  header.write(text, at, 'latin1');
}

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`;
}

function headerOf(entry: TarEntry, size: number): Buffer {
  const isLink = 'linkTo' in entry;
  const isFolder = 'folder' in entry;
  const header = Buffer.alloc(block);
  field(header, 0, entry.path);
  field(header, 100, octal('mode' in entry && entry.mode !== undefined ? entry.mode : 0o755, 8));
  field(header, 108, octal(0, 8));
  field(header, 116, octal(0, 8));
  field(header, 124, octal(size, 12));
  field(header, 136, octal(0, 12)); // the epoch: the same bytes give the same digest
  field(header, 148, '        ');
  field(header, 156, isLink ? '2' : isFolder ? '5' : '0');
  if (isLink) field(header, 157, entry.linkTo);
  field(header, 257, 'ustar\u000000');
  const sum = header.reduce((total, byte) => total + byte, 0);
  field(header, 148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return header;
}

/**
 * Writes a POSIX ustar archive (IEEE 1003.1, pax interchange section); names of at most 100
 * characters. The same entries give the same bytes, so that digests are stable.
 */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  const parts: Buffer[] = [];
  for (const entry of entries) {
    if (entry.path.length > 100) throw new Error(`too long for a ustar header: ${entry.path}`);
    const bytes = 'bytes' in entry ? Buffer.from(entry.bytes) : Buffer.alloc(0);
    parts.push(headerOf(entry, bytes.length), bytes);
    parts.push(Buffer.alloc((block - (bytes.length % block)) % block));
  }
  parts.push(Buffer.alloc(2 * block));
  return Buffer.concat(parts);
}
