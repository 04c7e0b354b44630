/**
 * What a file holds, before anything of it reaches an engine. A tar is read here, by leaps; a packed one goes through
 * the backend, which unpacks, and keeps nothing.
 */
import {
  type ArchiveContents,
  fileKind,
  kindBytes,
} from '../../../../contract/archive-contents.ts';
import { ContractError, refuse } from '../../../../contract/errors.ts';
import { api } from '../../../shared/lib/client.ts';
import { scanFile } from '../model/scan-file.ts';

/** More pictures of the progress than that nobody sees. */
const progressSteps = 100;

export interface Look {
  readonly signal: AbortSignal;
  /** Of a packed file: how much has been gone through. */
  readonly onBytes: (doneBytes: number) => void;
}

async function lookThroughBackend(file: File, { signal, onBytes }: Look): Promise<ArchiveContents> {
  const about = { fileName: file.name, sizeBytes: file.size };
  const duplex = api.images.look(about, { signal });
  const send = async () => {
    const reader = file.stream().getReader();
    let doneBytes = 0;
    let toldBytes = 0;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        await duplex.send(value);
        doneBytes += value.byteLength;
        if (doneBytes - toldBytes < file.size / progressSteps) continue;
        toldBytes = doneBytes;
        onBytes(doneBytes);
      }
      duplex.end();
    } finally {
      void reader.cancel().catch(() => {});
    }
  };
  let unread: unknown;
  send().catch((error: unknown) => {
    // Of the wire: it knows before the end of the file, and wants no more.
    if (!(error instanceof ContractError)) unread = error;
    duplex.end();
  });
  for await (const { contents } of duplex) {
    // What was sent of it looks like a file that was cut.
    if (unread !== undefined) throw unread;
    return contents;
  }
  throw refuse('cancelled', 'Nobody looked into the file.');
}

export async function lookIntoFile(file: File, look: Look): Promise<ArchiveContents> {
  const start = new Uint8Array(await file.slice(0, kindBytes).arrayBuffer());
  const kind = fileKind(start);
  switch (kind) {
    case 'tar-or-unknown':
      return scanFile(file, look.signal);
    case 'gzip':
    case 'zstd':
      return lookThroughBackend(file, look);
    case 'bzip2':
    case 'xz':
      return { kind: 'packed', by: kind };
    default:
      return { kind: 'other', what: kind };
  }
}
