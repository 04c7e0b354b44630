/**
 * Reads a tar while it comes: ustar, GNU's long names, old sparse files and base-256 numbers, pax. Content that nobody
 * wants is passed over without a copy. Names stay bytes: an image may hold any.
 */
import { broken, limits, tooLarge } from '../limits.ts';
import { headerSums, tarNumber } from './numbers.ts';
import { type Overrides, readPax } from './pax.ts';

const blockBytes = 512;

/** Valid until the next piece is asked for: bytes are views on what was pushed. */
export interface TarEntry {
  /** The type flag of ustar: `'0'` a file, `'5'` a folder, … */
  readonly type: string;
  readonly path: Uint8Array;
  readonly linkPath: Uint8Array;
  /** Of the content that follows. */
  readonly sizeBytes: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modifiedAtMs: number;
}

export type TarPiece =
  | { readonly kind: 'entry'; readonly entry: TarEntry }
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  /** The entry's content is over. */
  | { readonly kind: 'close' };

export interface TarReader {
  /** The pieces that these bytes give. Throws `archive-broken`, `archive-too-large`. */
  read(chunk: Uint8Array): Generator<TarPiece, void, undefined>;
  /** No more will come. Throws `archive-broken` in the middle of an entry. */
  end(): void;
  /** Whether the mark of the end was seen; what follows is passed over. */
  readonly over: boolean;
}

const close: TarPiece = { kind: 'close' };

/** Types whose size, if any is written, says nothing: no content follows. */
const withoutContent = '123456';

function terminated(block: Uint8Array, at: number, width: number): Uint8Array {
  const end = block.indexOf(0, at);
  return block.subarray(at, end < 0 || end > at + width ? at + width : end);
}

function isUstar(block: Uint8Array): boolean {
  // POSIX ends the magic with a NUL; GNU's `ustar  ` has other fields where the prefix would be.
  return (
    block[257] === 0x75 &&
    block[258] === 0x73 &&
    block[259] === 0x74 &&
    block[260] === 0x61 &&
    block[261] === 0x72 &&
    block[262] === 0
  );
}

function pathOf(block: Uint8Array): Uint8Array {
  const name = terminated(block, 0, 100);
  if (!isUstar(block) || block[345] === 0) return name;
  const prefix = terminated(block, 345, 155);
  const path = new Uint8Array(prefix.length + 1 + name.length);
  path.set(prefix);
  path[prefix.length] = 0x2f;
  path.set(name, prefix.length + 1);
  return path;
}

function typeOf(block: Uint8Array, path: Uint8Array): string {
  const flag = block[156] as number;
  // Before POSIX a folder was a file whose name ends with a slash.
  if (flag === 0) return path[path.length - 1] === 0x2f ? '5' : '0';
  return String.fromCharCode(flag);
}

function checkSum(block: Uint8Array): boolean {
  const sums = headerSums(block);
  if (sums === null) return false;
  const stored = tarNumber(block, 148, 8);
  if (stored !== sums.unsigned && stored !== sums.signed)
    throw broken('the sum of a header is wrong');
  return true;
}

export interface TarOptions {
  /** Whether the content is handed out; asked after the entry was. */
  readonly wants?: (entry: TarEntry) => boolean;
}

export function createTarReader({ wants = () => false }: TarOptions = {}): TarReader {
  const partial = new Uint8Array(blockBytes);
  let gathered = 0;
  let left = 0;
  let padding = 0;
  let begun = false;
  let zeroBlocks = 0;
  let wanted = false;
  let inEntry = false;
  /** An entry about the next one, while it is gathered. */
  let meta: { type: string; bytes: Uint8Array } | undefined;
  /** Blocks of an old GNU sparse map follow, each telling whether another does. */
  let sparseMap = false;
  let own: Overrides = {};
  let general: Overrides = {};

  function beginMeta(type: string, size: number): void {
    if (size > limits.headerBytes) throw tooLarge('header', limits.headerBytes);
    meta = { type, bytes: new Uint8Array(size) };
    left = size;
    padding = (blockBytes - (size % blockBytes)) % blockBytes;
  }

  function endMeta(): void {
    if (meta === undefined) return;
    const { type, bytes } = meta;
    meta = undefined;
    if (type === 'x') readPax(bytes, own);
    else if (type === 'g') general = readPax(bytes, { ...general });
    else {
      const end = bytes.indexOf(0);
      const text = end < 0 ? bytes : bytes.subarray(0, end);
      if (type === 'L') own.path = text;
      else own.linkPath = text;
    }
  }

  function entryOf(block: Uint8Array): TarEntry {
    const over = { ...general, ...own };
    own = {};
    const path = over.path ?? pathOf(block);
    if (path.length > limits.nameBytes) throw tooLarge('name', limits.nameBytes);
    const type = typeOf(block, path);
    const sizeBytes = withoutContent.includes(type) ? 0 : (over.size ?? tarNumber(block, 124, 12));
    if (sizeBytes < 0) throw broken('a size is negative');
    return {
      ...{ type, path, sizeBytes },
      linkPath: over.linkPath ?? terminated(block, 157, 100),
      mode: tarNumber(block, 100, 8) & 0o7777,
      uid: over.uid ?? Math.max(0, tarNumber(block, 108, 8)),
      gid: over.gid ?? Math.max(0, tarNumber(block, 116, 8)),
      modifiedAtMs: over.modifiedAtMs ?? tarNumber(block, 136, 12) * 1000,
    };
  }

  /** What a block that is no content means; the entry that begins, if one does. */
  function header(block: Uint8Array): TarEntry | undefined {
    if (sparseMap) {
      sparseMap = block[504] === 1;
      return undefined;
    }
    if (!checkSum(block)) {
      zeroBlocks += 1;
      return undefined;
    }
    if (zeroBlocks > 0) throw broken('an entry follows a block of zeros');
    const flag = String.fromCharCode(block[156] as number);
    if (flag === 'x' || flag === 'g' || flag === 'L' || flag === 'K') {
      beginMeta(flag, tarNumber(block, 124, 12));
      if (left === 0) endMeta();
      return undefined;
    }
    const entry = entryOf(block);
    left = entry.sizeBytes;
    padding = (blockBytes - (left % blockBytes)) % blockBytes;
    sparseMap = flag === 'S' && block[482] === 1;
    return entry;
  }

  /** A whole block at `at`, or what there is of it is kept. */
  function blockAt(chunk: Uint8Array, at: number): { block: Uint8Array | undefined; next: number } {
    if (gathered === 0 && chunk.length - at >= blockBytes) {
      return { block: chunk.subarray(at, at + blockBytes), next: at + blockBytes };
    }
    const take = Math.min(blockBytes - gathered, chunk.length - at);
    partial.set(chunk.subarray(at, at + take), gathered);
    gathered += take;
    if (gathered < blockBytes) return { block: undefined, next: at + take };
    gathered = 0;
    return { block: partial, next: at + take };
  }

  function* read(chunk: Uint8Array): Generator<TarPiece, void, undefined> {
    let at = 0;
    if (chunk.length > 0) begun = true;
    while (at < chunk.length && zeroBlocks < 2) {
      if (!sparseMap && left > 0) {
        const bytes = chunk.subarray(at, at + left);
        at += bytes.length;
        if (meta !== undefined) meta.bytes.set(bytes, meta.bytes.length - left);
        left -= bytes.length;
        if (meta === undefined && wanted) yield { kind: 'data', bytes };
        if (left === 0 && meta !== undefined) endMeta();
        else if (left === 0) {
          inEntry = false;
          yield close;
        }
      } else if (!sparseMap && padding > 0) {
        const skipped = Math.min(padding, chunk.length - at);
        padding -= skipped;
        at += skipped;
      } else {
        const { block, next } = blockAt(chunk, at);
        at = next;
        const entry = block === undefined ? undefined : header(block);
        if (entry === undefined) continue;
        // The bytes may be those of `partial`: the entry is used before the next block is gathered.
        yield { kind: 'entry', entry };
        wanted = wants(entry);
        inEntry = entry.sizeBytes > 0;
        if (!inEntry) yield close;
      }
    }
  }

  return {
    read,
    end() {
      if (!begun) throw broken('the archive is empty');
      // Some programs leave out the last padding and the mark of the end.
      if (left > 0 || inEntry || gathered > 0 || sparseMap)
        throw broken('the archive ends too early');
    },
    get over() {
      return zeroBlocks >= 2;
    },
  };
}
