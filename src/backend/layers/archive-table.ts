/** Archives that windows have sent: on disk until the app ends, or until newer ones take their place. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../contract/errors.ts';
import { ArchiveId } from '../../contract/ids.ts';
import { untilAborted } from '../flow/until-aborted.ts';
import type { LayerBytes } from './layer-bytes.ts';

export interface UploadEvent {
  readonly archive: ArchiveId;
  readonly doneBytes: number;
  readonly whole: boolean;
}

export interface ArchiveTable {
  upload(
    input: { fileName: string; sizeBytes: number },
    up: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): AsyncGenerator<UploadEvent, void, undefined>;
  /** Throws `not-found`. */
  bytes(source: { archive: ArchiveId; image?: string | undefined }): LayerBytes;
  close(): Promise<void>;
}

interface Archive {
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
}

/** They may be gigabytes each. */
const keptMost = 3;

function storageFailed(error: unknown): Error {
  const reason = String((error as { code?: unknown }).code ?? '');
  return refuse('storage-failed', 'The archive could not be kept.', { facts: { reason } });
}

export function openArchiveTable(folder: string): ArchiveTable {
  const archives = new Map<ArchiveId, Archive>();

  /** What an earlier run has left, if it was killed. */
  async function clear(): Promise<void> {
    const names = await readdir(folder).catch(() => []);
    await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
  }
  const cleared = clear().catch(() => {});

  async function create(path: string): Promise<FileHandle> {
    await cleared;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await open(path, 'wx', 0o600);
    } catch (error) {
      throw storageFailed(error);
    }
  }

  async function keep(archive: ArchiveId, kept: Archive): Promise<void> {
    archives.set(archive, kept);
    const [oldest] = archives;
    if (archives.size <= keptMost || oldest === undefined) return;
    archives.delete(oldest[0]);
    await rm(oldest[1].path, { force: true });
  }

  return {
    async *upload({ fileName }, up, signal) {
      const archive = ArchiveId.parse(randomUUID());
      const path = join(folder, `${archive}.tar`);
      const file = await create(path);
      let doneBytes = 0;
      let whole = false;
      try {
        yield { archive, doneBytes, whole };
        for await (const chunk of untilAborted(up, signal)) {
          await file.writeFile(chunk).catch((error: unknown) => {
            throw storageFailed(error);
          });
          doneBytes += chunk.byteLength;
          yield { archive, doneBytes, whole };
        }
        whole = true;
      } finally {
        await file.close();
        if (!whole) await rm(path, { force: true });
      }
      await keep(archive, { path, fileName, sizeBytes: doneBytes });
      yield { archive, doneBytes, whole };
    },
    bytes({ archive, image }) {
      const found = archives.get(archive);
      if (found === undefined) throw refuse('not-found', 'This archive is not here any more.');
      return {
        ...{ name: found.fileName, identity: archive, facts: null, remote: false },
        travelBytes: found.sizeBytes,
        from: {
          kind: 'archive',
          image,
          open: (signal) => createReadStream(found.path, { highWaterMark: 256 * 1024, signal }),
        },
      };
    },
    async close() {
      archives.clear();
      await clear();
    },
  };
}
