/** Tars made by hand for tests: also such as no program would write. */
import { createHash } from 'node:crypto';

export interface MadeEntry {
  readonly path: string | Uint8Array;
  /** The flag of the type; a file without one. */
  readonly type?: string;
  readonly bytes?: string | Uint8Array;
  readonly link?: string | Uint8Array;
  readonly mode?: number;
  readonly uid?: number;
  readonly mtime?: number;
  /** The size's field, for a header that lies or speaks in base 256. */
  readonly size?: string | Uint8Array;
  /** The second part of a name, before the first. */
  readonly prefix?: string;
  /** Bytes of the header from a place on. */
  readonly raw?: readonly (readonly [number, Uint8Array])[];
  readonly sum?: number;
}

const octal = (value: number, width: number): string =>
  `${value.toString(8).padStart(width - 1, '0')}\0`;

function put(header: Buffer, value: string | Uint8Array, at: number): void {
  if (typeof value === 'string') header.write(value, at, 'utf8');
  else header.set(value, at);
}

export function madeEntry(entry: MadeEntry): Buffer {
  const bytes = Buffer.from(entry.bytes ?? '');
  const header = Buffer.alloc(512);
  put(header, entry.path, 0);
  put(header, octal(entry.mode ?? 0o644, 8), 100);
  put(header, octal(entry.uid ?? 0, 8), 108);
  put(header, octal(0, 8), 116);
  put(header, entry.size ?? octal(bytes.length, 12), 124);
  put(header, octal(entry.mtime ?? 0, 12), 136);
  put(header, entry.type ?? '0', 156);
  put(header, entry.link ?? '', 157);
  put(header, 'ustar\u000000', 257);
  put(header, entry.prefix ?? '', 345);
  for (const [at, value] of entry.raw ?? []) header.set(value, at);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0) + (entry.sum ?? 0);
  put(header, `${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

export function madeTar(entries: readonly MadeEntry[], end = 2): Buffer {
  return Buffer.concat([...entries.map(madeEntry), Buffer.alloc(512 * end)]);
}

/** A header of pax for the entry behind it. */
export function pax(fields: Readonly<Record<string, string>>): MadeEntry {
  const bytes = Object.entries(fields).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    const length = rest + String(rest + String(rest).length).length;
    return `${length} ${key}=${value}\n`;
  });
  return { path: 'pax', type: 'x', bytes: bytes.join('') };
}

export const folder = (path: string): MadeEntry => ({ path, type: '5', mode: 0o755 });
export const file = (path: string, size: number | string = 1): MadeEntry => ({
  path,
  bytes: typeof size === 'string' ? size : 'x'.repeat(size),
});
export const whiteout = (path: string): MadeEntry => ({
  path: path.replace(/[^/]+$/, (name) => `.wh.${name}`),
});
export const opaque = (path: string): MadeEntry => ({ path: `${path}/.wh..wh..opq` });

export const sha256 = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** In pieces, as a socket gives them. */
export async function* pieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
