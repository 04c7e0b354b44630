import { createTarReader, type TarEntry, type TarPiece } from '../tar/tar-reader.ts';

export interface ArchiveEntry {
  /** Without a leading `./` or `/`. What is not UTF-8 names nothing that is looked for. */
  readonly path: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly linkPath: string;
  /** The content; what is not taken is passed over when the next entry is asked for. */
  readonly body: AsyncIterable<Uint8Array>;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

async function* piecesOf(
  source: AsyncIterable<Uint8Array>,
  onPiece: (piece: TarPiece) => void,
): AsyncGenerator<TarPiece, void, undefined> {
  const reader = createTarReader({ wants: () => true });
  for await (const chunk of source) {
    for (const piece of reader.read(chunk)) {
      onPiece(piece);
      yield piece;
    }
  }
  reader.end();
}

/** The entries of a tar in their order. `onPiece` sees every piece before anybody else. */
export async function* archiveEntries(
  source: AsyncIterable<Uint8Array>,
  onPiece: (piece: TarPiece) => void = () => undefined,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const pieces = piecesOf(source, onPiece);
  let open = false;
  let fault: unknown;

  /** Whoever reads a body may take its end for the layer's own fault: the archive's is thrown again after it. */
  async function next(): Promise<IteratorResult<TarPiece, void>> {
    if (fault !== undefined) throw fault;
    try {
      return await pieces.next();
    } catch (error) {
      fault = error;
      throw error;
    }
  }

  async function* body(): AsyncGenerator<Uint8Array, void, undefined> {
    while (open) {
      const { done, value } = await next();
      if (done === true || value.kind === 'close') open = false;
      else if (value.kind === 'data') yield value.bytes;
    }
  }

  function entryOf({ path, type, sizeBytes, linkPath }: TarEntry): ArchiveEntry {
    return {
      path: textOf(path).replace(/^(\.?\/)+/, ''),
      ...{ type, sizeBytes },
      linkPath: textOf(linkPath),
      body: body(),
    };
  }

  try {
    for (;;) {
      while (open) {
        const { done, value } = await next();
        if (done === true || value.kind === 'close') open = false;
      }
      const { done, value } = await next();
      if (done === true) return;
      if (value.kind !== 'entry') continue;
      open = true;
      yield entryOf(value.entry);
    }
  } finally {
    await pieces.return();
  }
}
