/** Which images an archive holds, and which of its files are their layers. */
import { posix } from 'node:path';
import { configOf } from '../../images/config-fields.ts';
import { configFacts } from '../config-facts.ts';
import { type FactWarning, type ImageFacts, type LayerFacts, linesOf } from '../facts.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { broken } from '../limits.ts';
import { type Descriptor, DockerManifest, OciIndex, OciManifest, parseJson } from './manifests.ts';
import type { ArchiveParts } from './read-archive.ts';

/** One image as the archive names its parts. */
interface Outline {
  readonly names: readonly string[];
  readonly configPath: string;
  readonly layers: readonly { readonly path: string; readonly descriptor?: Descriptor }[];
}

export interface ArchiveImage {
  readonly names: readonly string[];
  readonly facts: ImageFacts;
  /** By place among the layers; null for what is missing or known already. */
  readonly indexes: readonly (LayerIndex | null)[];
}

const blobPath = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

function dockerOutlines(parts: ArchiveParts): Outline[] {
  const rows = parseJson(DockerManifest, parts.texts.get('manifest.json'), 'manifest.json');
  return rows.map(({ Config, RepoTags, Layers }) => ({
    names: RepoTags,
    configPath: Config,
    layers: Layers.map((path) => ({ path })),
  }));
}

/** Provenance and the like stand beside images, as images of no platform. */
const isAttestation = ({ annotations }: Descriptor): boolean =>
  annotations['vnd.docker.reference.type'] === 'attestation-manifest';

function ociOutlines(parts: ArchiveParts): Outline[] {
  const found: Outline[] = [];
  const seen = new Set<string>();
  const visit = (descriptors: readonly Descriptor[], names: readonly string[]): void => {
    for (const descriptor of descriptors) {
      if (isAttestation(descriptor) || seen.has(descriptor.digest)) continue;
      seen.add(descriptor.digest);
      const own = nameIn(descriptor);
      const all = own === undefined ? names : [own];
      const bytes = parts.texts.get(blobPath(descriptor.digest));
      // An index may name platforms that are not in the archive.
      if (bytes === undefined) continue;
      const index = OciIndex.safeParse(jsonOf(bytes));
      if (index.success) visit(index.data.manifests, all);
      else found.push(ociOutline(bytes, descriptor, all));
    }
  };
  visit(parseJson(OciIndex, parts.texts.get('index.json'), 'index.json').manifests, []);
  return found;
}

function ociOutline(bytes: Uint8Array, { digest }: Descriptor, names: readonly string[]): Outline {
  const manifest = parseJson(OciManifest, bytes, digest);
  return {
    names,
    configPath: blobPath(manifest.config.digest),
    layers: manifest.layers.map((descriptor) => ({
      path: blobPath(descriptor.digest),
      descriptor,
    })),
  };
}

function nameIn({ annotations }: Descriptor): string | undefined {
  return (
    annotations['io.containerd.image.name'] ?? annotations['org.opencontainers.image.ref.name']
  );
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Through links of the archive, each once: a ring of links leads nowhere. */
function stored(parts: ArchiveParts, path: string) {
  const seen = new Set<string>();
  for (let at = posix.normalize(path).replace(/^\/+/, ''); !seen.has(at); ) {
    seen.add(at);
    const layer = parts.layers.get(at);
    if (layer !== undefined) return { at, layer };
    const target = parts.links.get(at);
    if (target === undefined) return undefined;
    at = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(at), target);
  }
  return undefined;
}

const isForeign = (descriptor: Descriptor | undefined): boolean =>
  /foreign|nondistributable/.test(descriptor?.mediaType ?? '');

interface Found extends LayerFacts {
  readonly index: LayerIndex | null;
  readonly warnings: readonly FactWarning[];
}

function findLayer(
  parts: ArchiveParts,
  { path, descriptor }: Outline['layers'][number],
  { diffId, layer }: { diffId: string; layer: number },
): Found {
  const found = stored(parts, path);
  const storedAt = found?.at ?? null;
  const file = found?.layer;
  const warn = (kind: FactWarning['kind'], example: string): FactWarning => ({
    kind,
    example,
    layer,
  });
  if (file === undefined) {
    const foreign = isForeign(descriptor);
    return {
      ...{ diffId, storedAt, index: null, missing: foreign ? 'foreign' : 'not-in-archive' },
      warnings: [warn(foreign ? 'foreign-layer' : 'missing-layer', path)],
    };
  }
  if (file.problem === 'known') {
    const warnings = file.diffId === diffId ? [] : [warn('digest-differs', file.diffId)];
    return { diffId: file.diffId, storedAt, index: null, missing: 'no', warnings };
  }
  if (file.index === null) {
    const warnings = [warn('broken-layer', path)];
    return { diffId, storedAt, index: null, missing: 'broken', warnings };
  }
  const warnings: FactWarning[] = [];
  if (diffId !== '' && file.diffId !== diffId) warnings.push(warn('digest-differs', file.diffId));
  else if (descriptor !== undefined && descriptor.digest !== file.storedDigest) {
    warnings.push(warn('digest-differs', file.storedDigest));
  }
  if (descriptor !== undefined && descriptor.size !== file.storedBytes) {
    warnings.push(warn('size-differs', `${descriptor.size} ≠ ${file.storedBytes}`));
  }
  // What the bytes are counts: under a digest that is not theirs nobody may find them again.
  return { diffId: file.diffId, storedAt, index: file.index, missing: 'no', warnings };
}

function imageOf(parts: ArchiveParts, outline: Outline): ArchiveImage {
  const { configPath: path, layers } = outline;
  const place = { path, layerCount: layers.length };
  const { diffIds, ...said } = configFacts(parts.texts.get(path), place);
  const found = layers.map((layer, at) =>
    findLayer(parts, layer, { diffId: diffIds[at] ?? '', layer: at }),
  );
  return {
    names: outline.names,
    indexes: found.map(({ index }) => index),
    facts: {
      name: outline.names[0] ?? '',
      ...said,
      layers: found.map(({ diffId, missing, storedAt }) => ({ diffId, missing, storedAt })),
      others: [],
      warnings: found.flatMap(({ warnings }) => warnings),
    },
  };
}

/** A tar of files alone: one layer, and nothing is known of it. */
function bareImage(index: LayerIndex): ArchiveImage {
  return {
    names: [],
    indexes: [index],
    facts: {
      ...{ name: '', imageId: '', platform: '', config: configOf(null) },
      lines: linesOf([], 1),
      layers: [{ diffId: '', missing: 'no', storedAt: '' }],
      ...{ others: [], warnings: [] },
    },
  };
}

/** Throws `archive-broken` when a manifest names what is not there, or holds no image at all. */
export function resolveImages(parts: ArchiveParts): ArchiveImage[] {
  if (parts.bare !== null) return [bareImage(parts.bare)];
  const outlines = parts.texts.has('manifest.json') ? dockerOutlines(parts) : ociOutlines(parts);
  if (outlines.length === 0) throw broken('there is no image in it');
  return outlines.map((outline) => imageOf(parts, outline));
}
