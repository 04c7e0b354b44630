import { broken } from '../limits.ts';

/** What an entry of its own says about the next one (or, `g`, about all that follow). */
export interface Overrides {
  path?: Uint8Array;
  linkPath?: Uint8Array;
  size?: number;
  uid?: number;
  gid?: number;
  modifiedAtMs?: number;
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function numberOf(value: Uint8Array, name: string): number {
  const number = Number(latin(value));
  if (value.length === 0 || !Number.isFinite(number)) throw broken(`pax: ${name} is no number`);
  return number;
}

function wholeOf(value: Uint8Array, name: string): number {
  const number = numberOf(value, name);
  if (!Number.isSafeInteger(number) || number < 0) throw broken(`pax: ${name} is no whole number`);
  return number;
}

/** Records are `<length> <key>=<value>\n`, the length counting itself. Values may hold any byte. */
export function readPax(bytes: Uint8Array, into: Overrides): Overrides {
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(latin(bytes.subarray(at, space)));
    const end = at + length;
    if (!Number.isSafeInteger(length) || end > bytes.length || bytes[end - 1] !== 0x0a) {
      throw broken('pax: a record has no end');
    }
    const equals = bytes.indexOf(0x3d, space);
    if (equals < 0 || equals >= end) throw broken('pax: a record has no value');
    const key = latin(bytes.subarray(space + 1, equals));
    const value = bytes.subarray(equals + 1, end - 1);
    take(into, { key, value });
    at = end;
  }
  return into;
}

function take(into: Overrides, { key, value }: { key: string; value: Uint8Array }): void {
  switch (key) {
    case 'path':
    // The path of a sparse file in GNU's form 1.0 is that of a stand-in.
    case 'GNU.sparse.name':
      if (value.includes(0)) throw broken('pax: a path holds a NUL');
      into.path = value;
      break;
    case 'linkpath':
      if (value.includes(0)) throw broken('pax: a link holds a NUL');
      into.linkPath = value;
      break;
    case 'size':
      into.size = wholeOf(value, 'size');
      break;
    case 'uid':
      into.uid = wholeOf(value, 'uid');
      break;
    case 'gid':
      into.gid = wholeOf(value, 'gid');
      break;
    case 'mtime':
      into.modifiedAtMs = numberOf(value, 'mtime') * 1000;
      break;
  }
}
