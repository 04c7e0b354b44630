/**
 * Reads an archive of images once, from its first byte to its last. Layers may stand before the manifest that names
 * them: whatever looks like a layer is indexed, what each is for shows at the end.
 */
import { peek } from '../../images/peek.ts';
import { createIndexBuilder } from '../index/index-builder.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { broken, limits, tooLarge } from '../limits.ts';
import { type ArchiveEntry, archiveEntries } from './archive-entries.ts';
import { type ReadLayer, readLayer } from './layer-reader.ts';
import { packingOf, unpacked } from './unpack.ts';

/** Known from before by its digest: its bytes were passed over. */
export interface KnownLayer {
  readonly problem: 'known';
  readonly diffId: string;
}

export interface ArchiveParts {
  readonly layers: ReadonlyMap<string, ReadLayer | KnownLayer>;
  readonly texts: ReadonlyMap<string, Uint8Array>;
  /** Docker up to 24 stores a layer that occurs twice as a link to the first. */
  readonly links: ReadonlyMap<string, string>;
  /** The archive's own files, when it is no archive of images. */
  readonly bare: LayerIndex | null;
}

export interface ReadOptions {
  readonly isKnown?: (diffId: string) => boolean;
  readonly onLayer?: () => void;
  /** May be the tar of a root filesystem instead. */
  readonly mayBeBare?: boolean;
}

const startBytes = 512;
const isJson = (start: Uint8Array): boolean => start[0] === 0x7b || start[0] === 0x5b;

/** Names that hold the digest of what is stored: `blobs/sha256/<hex>`, and Podman's `<hex>.tar`. */
function digestInName(path: string): string | null {
  const hex = /^(?:blobs\/sha256\/)?([0-9a-f]{64})(?:\.tar)?$/.exec(path)?.[1];
  return hex === undefined ? null : `sha256:${hex}`;
}

const imageNames = /^(manifest\.json|index\.json|oci-layout|repositories|blobs\/.*)$/;

async function readWhole(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  // Copies: the pieces are views on chunks that would all be kept.
  for await (const part of body) parts.push(part.slice());
  return Buffer.concat(parts);
}

export async function readArchive(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions = {},
): Promise<ArchiveParts> {
  const { isKnown = () => false, onLayer = () => undefined } = options;
  const layers = new Map<string, ReadLayer | KnownLayer>();
  const texts = new Map<string, Uint8Array>();
  const links = new Map<string, string>();
  let bare = options.mayBeBare === true ? createIndexBuilder() : undefined;
  let textBytes = 0;
  let layerEntries = 0;

  function countEntry(): void {
    layerEntries += 1;
    if (layerEntries > limits.entries) throw tooLarge('entries', limits.entries);
  }

  async function takeFile({ path, sizeBytes, body }: ArchiveEntry): Promise<void> {
    const named = digestInName(path);
    if (named !== null && isKnown(named)) {
      layers.set(path, { problem: 'known', diffId: named });
      onLayer();
      return;
    }
    const { start, all, close } = await peek(body, startBytes);
    try {
      if (isJson(start)) {
        if (sizeBytes > limits.jsonBytes) throw tooLarge('json', limits.jsonBytes);
        textBytes += sizeBytes;
        if (textBytes > limits.jsonsBytes) throw tooLarge('json', limits.jsonsBytes);
        texts.set(path, await readWhole(all));
        return;
      }
      const layer = await readLayer(all, { onEntry: countEntry });
      if (layer.problem === 'not-a-tar' && !/\.tar$/.test(path) && named === null) return;
      layers.set(path, layer);
      if (layers.size > limits.layers) throw tooLarge('layers', limits.layers);
      onLayer();
    } finally {
      close();
    }
  }

  const { start, all } = await peek(source, startBytes);
  const entries = archiveEntries(unpacked(all, packingOf(start)), (piece) => bare?.take(piece));
  for await (const entry of entries) {
    if (imageNames.test(entry.path)) bare = undefined;
    if (entry.type === '1' || entry.type === '2') links.set(entry.path, entry.linkPath);
    else if (entry.type === '0' && entry.sizeBytes > 0) {
      // Until something shows what the archive is, files are files.
      if (bare === undefined || digestInName(entry.path) !== null || mayBeImage(entry.path)) {
        await takeFile(entry);
      }
    }
  }
  const isImages = texts.has('manifest.json') || texts.has('index.json');
  if (!isImages && bare === undefined) throw broken('there is no manifest in it');
  return { layers, texts, links, bare: isImages ? null : (bare?.finish() ?? null) };
}

/** `<id>/layer.tar` of Docker up to 24, and the configuration beside it. */
function mayBeImage(path: string): boolean {
  return /^[0-9a-f]{64}(\/layer\.tar|\.json|\/json)$/.test(path);
}
