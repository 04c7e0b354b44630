/** Files of a container, as a tar or (a single plain file) as they are. */
import type { CallOptions } from '../../contract/define.ts';
import { refuse } from '../../contract/errors.ts';
import type { ContainerId } from '../../contract/ids.ts';
import {
  isAboutNext,
  paddedBytes,
  readAboutNext,
  readTarHeader,
  tarBlockBytes,
} from '../../contract/tar.ts';
import { type ByteReader, byteReader } from '../docker/byte-reader.ts';
import type { Engine } from '../docker/engine.ts';
import { segment } from '../docker/path.ts';

/** Until the first byte: an engine that freezes the container for it waits for its processes. */
const openTimeoutMs = 60_000;
/** A pax header of a file with thousands of attributes; more is no header of ours. */
const mostHeaderBytes = 1024 * 1024;

export interface PathInContainer {
  readonly id: ContainerId;
  readonly path: string;
}

/** The tar that the engine makes of the path, as it comes. Throws `not-found`. */
export async function* archiveOf(
  engine: Engine,
  { id, path }: PathInContainer,
  options: CallOptions = {},
): AsyncGenerator<Uint8Array> {
  const stream = await engine.stream({
    path: `/containers/${segment(id)}/archive`,
    query: { path },
    signal: options.signal,
    timeoutMs: openTimeoutMs,
    about: { operation: 'container-archive', id, name: path },
  });
  yield* stream.bytes;
}

interface First {
  readonly isFile: boolean;
  readonly sizeBytes: number;
}

/** The first entry of a tar; the reader stands at its content then. */
async function firstEntry(reader: ByteReader): Promise<First> {
  let sizeBytes: number | undefined;
  for (;;) {
    const header = readTarHeader(await reader.take(tarBlockBytes));
    if (header === null || (isAboutNext(header.type) && header.sizeBytes > mostHeaderBytes)) {
      throw refuse('engine-error', 'The engine sent something else than a tar.');
    }
    if (!isAboutNext(header.type)) {
      const isFile = header.type === '0' || header.type === '7';
      return { isFile, sizeBytes: sizeBytes ?? header.sizeBytes };
    }
    const content = await reader.take(paddedBytes(header.sizeBytes));
    const about = readAboutNext(header.type, content.subarray(0, header.sizeBytes));
    sizeBytes = about.sizeBytes ?? sizeBytes;
  }
}

/** Whether the path is a plain file; only its header is fetched. Throws `not-found`. */
export async function isPlainFile(
  engine: Engine,
  place: PathInContainer,
  options: CallOptions = {},
): Promise<boolean> {
  const reader = byteReader(archiveOf(engine, place, options));
  try {
    return (await firstEntry(reader)).isFile;
  } finally {
    await reader.close();
  }
}

/** The bytes of a plain file. Throws `engine-gone` when the engine's answer ends before the file. */
export async function* fileOf(
  engine: Engine,
  place: PathInContainer,
  options: CallOptions = {},
): AsyncGenerator<Uint8Array> {
  const reader = byteReader(archiveOf(engine, place, options));
  try {
    const { sizeBytes } = await firstEntry(reader);
    for (let left = sizeBytes; left > 0; ) {
      const piece = await reader.some(left);
      if (piece.length === 0) throw refuse('engine-gone', 'The engine stopped in mid-file.');
      left -= piece.length;
      yield piece;
    }
  } finally {
    await reader.close();
  }
}
