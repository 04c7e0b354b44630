/** Reads one layer while its bytes come: unpacks, hashes and indexes it. */
import { createHash, type Hash } from 'node:crypto';
import { ContractError } from '../../../contract/errors.ts';
import { peek } from '../../images/peek.ts';
import { type BuilderOptions, createIndexBuilder } from '../index/index-builder.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { isHeader } from '../tar/numbers.ts';
import { createTarReader } from '../tar/tar-reader.ts';
import { type Packing, packingOf, unpacked } from './unpack.ts';

export interface ReadLayer {
  /** Of the bytes as they are stored. */
  readonly storedDigest: string;
  readonly storedBytes: number;
  /** Of the unpacked tar. */
  readonly diffId: string;
  /** Null for what is no tar, or one that is broken: `problem` says. */
  readonly index: LayerIndex | null;
  readonly problem: 'none' | 'not-a-tar' | 'broken';
}

const blockBytes = 512;

const digestOf = (hash: Hash): string => `sha256:${hash.digest('hex')}`;

/** A tar begins with a header, or (Docker's empty layer) with the mark of its end. */
function looksLikeTar(start: Uint8Array): boolean {
  const block = start.subarray(0, blockBytes);
  return isHeader(block) || (block.length === blockBytes && block.every((byte) => byte === 0));
}

async function* hashed(
  source: AsyncIterable<Uint8Array>,
  hash: Hash,
  onBytes: (n: number) => void,
) {
  for await (const chunk of source) {
    hash.update(chunk);
    onBytes(chunk.length);
    yield chunk;
  }
}

interface Unpacked {
  readonly packing: Packing;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Packed once; a gzip inside a gzip is no layer. */
async function open(source: AsyncIterable<Uint8Array>): Promise<Unpacked & { close(): void }> {
  const { start, all, close } = await peek(source, blockBytes);
  const packing = packingOf(start);
  return { packing, bytes: unpacked(all, packing), close };
}

async function indexOf(
  bytes: AsyncIterable<Uint8Array>,
  options: BuilderOptions,
): Promise<Pick<ReadLayer, 'index' | 'problem'>> {
  const { start, all } = await peek(bytes, blockBytes);
  const isTar = looksLikeTar(start);
  let state: { problem: ReadLayer['problem']; reader: ReturnType<typeof createTarReader> } = {
    problem: isTar ? 'none' : 'not-a-tar',
    reader: createTarReader({ wants: () => true }),
  };
  const builder = createIndexBuilder(options);
  const attempt = (act: () => void): void => {
    if (state.problem !== 'none') return;
    try {
      act();
    } catch (error) {
      if (!(error instanceof ContractError) || error.code !== 'archive-broken') throw error;
      state = { ...state, problem: 'broken' };
    }
  };
  // To the end whatever comes: the digest is that of all bytes.
  for await (const chunk of all) {
    attempt(() => {
      for (const piece of state.reader.read(chunk)) builder.take(piece);
    });
  }
  attempt(() => state.reader.end());
  const { problem } = state;
  return { problem, index: problem === 'none' ? builder.finish() : null };
}

/** Throws `archive-too-large`; what is broken is told, so that the other layers can be read. */
export async function readLayer(
  source: AsyncIterable<Uint8Array>,
  options: BuilderOptions = {},
): Promise<ReadLayer> {
  const stored = createHash('sha256');
  let storedBytes = 0;
  const counted = hashed(source, stored, (bytes) => {
    storedBytes += bytes;
  });
  const { packing, bytes, close } = await open(counted);
  // Plain layers are hashed once: both digests are the same.
  const tar = createHash('sha256');
  const content = packing === 'plain' ? bytes : hashed(bytes, tar, () => undefined);
  let read: Pick<ReadLayer, 'index' | 'problem'>;
  try {
    read = await indexOf(content, options);
  } catch (error) {
    if (!(error instanceof ContractError) || error.code !== 'archive-broken') throw error;
    read = { index: null, problem: 'broken' };
  } finally {
    close();
  }
  const storedDigest = digestOf(stored);
  const diffId = packing === 'plain' ? storedDigest : digestOf(tar);
  return { storedDigest, storedBytes, diffId, ...read };
}
