/** Walks through a tar on this machine's disk by leaps: a file of gigabytes is known after a few reads. */
import type { ArchiveContents } from '../../../../contract/archive-contents.ts';
import { scanArchive } from '../../../../contract/scan-archive.ts';

/** Small entries stand close together: one read serves many. */
const pieceBytes = 64 * 1024;

type Slices = Pick<Blob, 'size' | 'slice'>;

/** Rejects when the file cannot be read, or with the signal's reason. */
export async function scanFile(file: Slices, signal: AbortSignal): Promise<ArchiveContents> {
  let piece: { readonly from: number; readonly bytes: Uint8Array } = {
    from: 0,
    bytes: new Uint8Array(0),
  };
  const read = async (at: number, bytes: number): Promise<Uint8Array> => {
    const end = Math.min(file.size, at + bytes);
    if (at < piece.from || end > piece.from + piece.bytes.length) {
      const until = Math.max(end, Math.min(file.size, at + pieceBytes));
      piece = { from: at, bytes: new Uint8Array(await file.slice(at, until).arrayBuffer()) };
    }
    return piece.bytes.subarray(at - piece.from, end - piece.from);
  };
  const scan = scanArchive();
  let at = 0;
  let step = scan.next();
  while (!step.done) {
    signal.throwIfAborted();
    const ask = step.value;
    const bytes = 'read' in ask ? await read(at, ask.read) : new Uint8Array(0);
    at += 'read' in ask ? ask.read : ask.skip;
    step = scan.next(bytes);
  }
  return step.value;
}
