/** What a registry's manifests hold, in both vocabularies (OCI image specification, Docker's schema 2). Pure. */
import * as z from 'zod';
import { isDigest } from './digest.ts';
import { brokenAnswer } from './refusals.ts';
import type { RawManifest } from './registry.ts';

const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const imageTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** Lists first: the digest of a tag is that of what the tag stands for. */
export const acceptManifests = [...indexTypes, ...imageTypes].join(', ');

const Digest = z.string().refine(isDigest);
const Size = z.number().int().min(0);

const Descriptor = z.object({
  mediaType: z.string().max(200).catch(''),
  digest: Digest,
  size: Size,
  urls: z.array(z.string()).max(20).catch([]),
});
export type Descriptor = z.output<typeof Descriptor>;

const text = z.string().max(100).catch('');
const Platform = z.object({ os: text, architecture: text, variant: text });

const IndexEntry = Descriptor.extend({
  platform: Platform.optional().catch(undefined),
  annotations: z.record(z.string(), z.string()).catch({}),
});

const Index = z.object({ manifests: z.array(z.unknown()).max(1_000) });

const Image = z.object({ config: Descriptor, layers: z.array(Descriptor).max(1_000) });
export type ImageManifest = z.output<typeof Image>;

export interface PlatformEntry {
  /** `linux/arm64/v8`; empty where the list does not say. */
  readonly platform: string;
  readonly digest: string;
}

export type Manifest =
  | {
      readonly kind: 'index';
      readonly entries: readonly PlatformEntry[];
      /** Provenance and bills of materials, which no engine runs. */
      readonly attestations: number;
    }
  | { readonly kind: 'image'; readonly image: ImageManifest };

/** BuildKit marks what it attests by this annotation, and by a platform that no engine has. */
const isAttestation = ({ platform, annotations }: z.output<typeof IndexEntry>): boolean =>
  annotations['vnd.docker.reference.type'] === 'attestation-manifest' ||
  (platform?.os === 'unknown' && platform.architecture === 'unknown');

export function platformName({ os, architecture, variant }: z.output<typeof Platform>): string {
  return [os, architecture, variant].filter((part) => part !== '').join('/');
}

function readIndex(value: unknown): Manifest | null {
  const index = Index.safeParse(value);
  if (!index.success) return null;
  const read = index.data.manifests.flatMap((entry) => IndexEntry.safeParse(entry).data ?? []);
  const entries = read
    .filter((entry) => !isAttestation(entry))
    .map((entry) => ({
      platform: entry.platform ? platformName(entry.platform) : '',
      digest: entry.digest,
    }));
  return { kind: 'index', entries, attestations: read.length - entries.length };
}

/** Throws `registry-broken` for what is neither; the first format of Docker (schema 1) is not read any more. */
export function readManifest({ bytes, mediaType }: RawManifest): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw brokenAnswer('shape', 'The manifest is not JSON.');
  }
  const image = Image.safeParse(value);
  const index = readIndex(value);
  // A type is told by the header; one that is both or neither by its fields is not believed.
  const isIndex = indexTypes.includes(mediaType) || !imageTypes.includes(mediaType);
  if (isIndex && index && !image.success) return index;
  if (image.success && !index) return { kind: 'image', image: image.data };
  throw brokenAnswer('shape', `A manifest that is neither an image nor a list (${mediaType}).`);
}

const Config = z.object({ os: text, architecture: text, variant: text });

/** Of a config's JSON. Empty when it does not say. */
export function platformOfConfig(bytes: Uint8Array): string {
  try {
    const read = Config.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return read.success ? platformName(read.data) : '';
  } catch {
    return '';
  }
}

/** What travels in a pull. */
export const sizeOf = (image: ImageManifest): number =>
  image.layers.reduce((sum, layer) => sum + layer.size, image.config.size);
