/** Takes the content of chosen files out of an archive while it streams by, and stops when it has them. */

import { peek } from '../../images/peek.ts';
import { archiveEntries } from '../archive/archive-entries.ts';
import { packingOf, unpacked } from '../archive/unpack.ts';
import type { ImageFacts } from '../facts.ts';
import { cleanParts } from '../index/clean-path.ts';
import { nameOf } from '../index/path-table.ts';
import type { Analysis } from '../stack/analysis.ts';
import { indexAt } from '../stack/state.ts';
import { createTarReader, type TarEntry } from '../tar/tar-reader.ts';
import type { OwnEntry } from './own-entry.ts';

export type Extracted =
  | { readonly kind: 'begin'; readonly entry: OwnEntry }
  | { readonly kind: 'data'; readonly entry: OwnEntry; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly entry: OwnEntry };

type Wanted = Map<string, OwnEntry>;

const keyOf = (parts: readonly Uint8Array[]): string =>
  parts.map((part) => Buffer.from(part).toString('latin1')).join('/');

function ownPath(analysis: Analysis, { layer, own }: OwnEntry): string {
  const index = indexAt(analysis, layer);
  const parts: Uint8Array[] = [];
  for (let at = own; at > 0; at = index.parent[at] as number) parts.push(nameOf(index, at));
  return keyOf(parts.reverse());
}

function wantedByLayer(analysis: Analysis, entries: readonly OwnEntry[]): Map<number, Wanted> {
  const layers = new Map<number, Wanted>();
  for (const entry of entries) {
    const wanted: Wanted = layers.get(entry.layer) ?? new Map();
    wanted.set(ownPath(analysis, entry), entry);
    layers.set(entry.layer, wanted);
  }
  return layers;
}

/** A layer may hold a path twice: the one that stands is told by its header. */
function fits(analysis: Analysis, { layer, own }: OwnEntry, entry: TarEntry): boolean {
  const index = indexAt(analysis, layer);
  return (
    index.sizeBytes[own] === entry.sizeBytes &&
    index.mode[own] === entry.mode &&
    index.modifiedAtMs[own] === entry.modifiedAtMs
  );
}

/** From the bytes of one layer, packed or not. Ends as soon as all of `scopes` are found. */
async function* extractFromLayer(
  source: AsyncIterable<Uint8Array>,
  analysis: Analysis,
  scopes: readonly Wanted[],
): AsyncGenerator<Extracted, void, undefined> {
  const { start, all } = await peek(source, 512);
  let current: OwnEntry | undefined;
  const reader = createTarReader({ wants: () => current !== undefined });

  function find(entry: TarEntry): OwnEntry | undefined {
    const key = keyOf(cleanParts(entry.path).parts);
    const found = scopes.map((wanted) => wanted.get(key));
    return found.find((one) => one !== undefined && fits(analysis, one, entry));
  }

  for await (const chunk of unpacked(all, packingOf(start))) {
    for (const piece of reader.read(chunk)) {
      if (piece.kind === 'entry') {
        current = find(piece.entry);
        if (current !== undefined) yield { kind: 'begin', entry: current };
      } else if (current === undefined) continue;
      else if (piece.kind === 'data') yield { kind: 'data', entry: current, bytes: piece.bytes };
      else {
        yield { kind: 'end', entry: current };
        const key = ownPath(analysis, current);
        for (const wanted of scopes) if (wanted.get(key) === current) wanted.delete(key);
        if (scopes.every((wanted) => wanted.size === 0)) return;
      }
    }
  }
}

/** The layer that a file of the archive holds: told by where it was found, or by the digest in its name. */
function layerStoredAt({ layers }: ImageFacts, path: string): number {
  const hex = /([0-9a-f]{64})(?:\.tar)?$/.exec(path)?.[1];
  return layers.findIndex(
    ({ storedAt, diffId }) =>
      storedAt === path || (storedAt === null && diffId === `sha256:${hex}`),
  );
}

/** Docker up to 24 names layers by ids that say nothing of their content. */
const opaqueName = /^[0-9a-f]{64}\/layer\.tar$/;

async function* extractFromArchive(
  source: AsyncIterable<Uint8Array>,
  analysis: Analysis,
  entries: readonly OwnEntry[],
): AsyncGenerator<Extracted, void, undefined> {
  const { facts } = analysis;
  const layers = wantedByLayer(analysis, entries);
  const { start, all } = await peek(source, 512);
  const archive = unpacked(all, packingOf(start));
  // A tar of files alone is its own layer.
  const bare = facts.layers[0]?.storedAt === '' ? layers.get(0) : undefined;
  if (bare !== undefined) {
    yield* extractFromLayer(archive, analysis, [bare]);
    return;
  }
  /** What may be in a file of the archive. Of an image that was known whole nobody knows where its layers lie. */
  function scopesOf(path: string): Wanted[] {
    const known = layers.get(layerStoredAt(facts, path));
    if (known !== undefined) return [known];
    if (!opaqueName.test(path)) return [];
    return [...layers].filter(([at]) => facts.layers[at]?.storedAt === null).map(([, one]) => one);
  }
  for await (const { path, type, body } of archiveEntries(archive)) {
    const scopes = type === '0' ? scopesOf(path).filter((wanted) => wanted.size > 0) : [];
    if (scopes.length === 0) continue;
    yield* extractFromLayer(body, analysis, scopes);
    if ([...layers.values()].every((wanted) => wanted.size === 0)) return;
  }
}

export interface ExtractOptions {
  readonly entries: readonly OwnEntry[];
  /** The bytes are those of the entries' layer, not of an archive. */
  readonly alone: boolean;
}

export async function* extract(
  source: AsyncIterable<Uint8Array>,
  analysis: Analysis,
  { entries, alone }: ExtractOptions,
): AsyncGenerator<Extracted, void, undefined> {
  if (entries.length === 0) return;
  if (!alone) yield* extractFromArchive(source, analysis, entries);
  else yield* extractFromLayer(source, analysis, [...wantedByLayer(analysis, entries).values()]);
}
