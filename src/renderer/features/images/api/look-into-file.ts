/**
 * What a file holds, before anything of it reaches an engine. A tar is read here, by leaps; a packed one goes through
 * the backend, which unpacks, and keeps nothing.
 */
import {
  type ArchiveContents,
  fileKind,
  kindBytes,
} from '../../../../contract/archive-contents.ts';
import { refuse } from '../../../../contract/errors.ts';
import { api } from '../../../shared/lib/client.ts';
import { scanFile } from '../model/scan-file.ts';

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
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        await duplex.send(value);
        doneBytes += value.byteLength;
        onBytes(doneBytes);
      }
      duplex.end();
    } finally {
      void reader.cancel().catch(() => {});
    }
  };
  // It knows before the end of the file, or the file cannot be read: its answer tells.
  send().catch(() => duplex.end());
  for await (const { contents } of duplex) return contents;
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
