/** The header of an entry of a tar that we write: ustar, with a pax header before it for what ustar cannot hold. */

export interface HeaderFields {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'symlink' | 'hardlink';
  readonly linkPath?: string;
  readonly sizeBytes?: number;
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly modifiedAtMs?: number;
}

const blockBytes = 512;
const flag = { file: '0', hardlink: '1', symlink: '2', folder: '5' } as const;
/** What eleven octal digits hold, and seven. */
const maxSize = 8 ** 11 - 1;
const maxId = 8 ** 7 - 1;

export function padding(sizeBytes: number): Uint8Array {
  return new Uint8Array((blockBytes - (sizeBytes % blockBytes)) % blockBytes);
}

/** The mark of the end. */
export const endOfTar = (): Uint8Array => new Uint8Array(2 * blockBytes);

function record(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  // The length counts its own digits.
  while (String(length).length + rest.length !== length)
    length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function block(fields: HeaderFields, type: string): Buffer {
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, at: number, width: number): void => {
    header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1');
  };
  const number = (value: number | undefined, most: number): number =>
    Math.min(most, Math.max(0, Math.floor(value ?? 0)));
  header.write(fields.path, 0, 100, 'utf8');
  const id = (value: number | undefined): number => number(value, maxId);
  const columns: [number, number, number][] = [
    [fields.mode, 100, 8],
    [id(fields.uid), 108, 8],
    [id(fields.gid), 116, 8],
    [number(fields.sizeBytes, maxSize), 124, 12],
    [number((fields.modifiedAtMs ?? 0) / 1000, maxSize), 136, 12],
  ];
  for (const [value, at, width] of columns) octal(value, at, width);
  header.write('        ', 148, 'latin1');
  header.write(type, 156, 'latin1');
  header.write(fields.linkPath ?? '', 157, 100, 'utf8');
  header.write('ustar\u000000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

const plain = /^[\x00-\x7f]{0,100}$/;

export function tarHeader(fields: HeaderFields): Uint8Array {
  const { path, linkPath = '', sizeBytes = 0 } = fields;
  const records = [
    ...(plain.test(path) ? [] : [record('path', path)]),
    ...(plain.test(linkPath) ? [] : [record('linkpath', linkPath)]),
    ...(sizeBytes <= maxSize ? [] : [record('size', String(sizeBytes))]),
    ...((fields.uid ?? 0) <= maxId ? [] : [record('uid', String(fields.uid))]),
    ...((fields.gid ?? 0) <= maxId ? [] : [record('gid', String(fields.gid))]),
  ];
  const own = block(fields, flag[fields.type]);
  if (records.length === 0) return own;
  const pax = Buffer.concat(records);
  const before = { path: 'pax', type: 'file', mode: 0o644, sizeBytes: pax.length } as const;
  return Buffer.concat([block(before, 'x'), pax, padding(pax.length), own]);
}
