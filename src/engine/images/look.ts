/** Looks into an archive that streams by: only as far as it takes to know what it holds. */
import { type ArchiveContents, fileKind, kindBytes } from '../../contract/archive-contents.ts';
import { ContractError } from '../../contract/errors.ts';
import { scanArchive } from '../../contract/scan-archive.ts';
import { byteReader } from '../docker/byte-reader.ts';
import { peek } from './peek.ts';
import { canUnpack, unpack } from './unpack.ts';

/** Closes the source in any case. */
async function scanStream(source: AsyncIterable<Uint8Array>): Promise<ArchiveContents> {
  const reader = byteReader(source);
  const scan = scanArchive();
  try {
    let step = scan.next();
    while (!step.done) {
      const ask = step.value;
      if ('skip' in ask) await reader.skip(ask.skip);
      step = scan.next('read' in ask ? await reader.take(ask.read) : new Uint8Array(0));
    }
    return step.value;
  } finally {
    await reader.close();
  }
}

/** A file that is cut or damaged is told as what was found of it. */
export async function lookInto(source: AsyncIterable<Uint8Array>): Promise<ArchiveContents> {
  const { start, all, close } = await peek(source, kindBytes);
  try {
    const kind = fileKind(start);
    switch (kind) {
      case 'tar-or-unknown':
        return await scanStream(all);
      case 'bzip2':
      case 'xz':
        return { kind: 'packed', by: kind };
      case 'gzip':
      case 'zstd':
        if (!canUnpack(kind)) return { kind: 'other', what: 'unknown' };
        return await scanStream(unpack(all, kind));
      default:
        return { kind: 'other', what: kind };
    }
  } catch (error) {
    if (error instanceof ContractError && error.code === 'wrong-archive') {
      return { kind: 'incomplete' };
    }
    throw error;
  } finally {
    close();
  }
}
