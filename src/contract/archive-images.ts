/** The images of an archive, from the documents in it. What does not fit is left out, never trusted. Pure. */
import * as z from 'zod';
import type { ArchiveContents, ArchiveImage } from './archive-contents.ts';

export interface KeptEntry {
  readonly sizeBytes: number;
  /** Of a document. */
  readonly content?: Uint8Array;
  readonly linkTo?: string;
}
type Entries = ReadonlyMap<string, KeptEntry>;

const text = z.string().catch('');
const texts = z.array(z.string()).nullish().catch(null);
const Platform = z.object({ os: text, architecture: text, variant: text }).nullish().catch(null);
type Platform = z.output<typeof Platform>;

const Manifests = z.array(z.object({ Config: text, RepoTags: texts, Layers: texts }));
const Described = z.object({
  digest: text,
  platform: Platform,
  annotations: z.record(z.string(), z.string()).nullish().catch(null),
});
type Described = z.output<typeof Described>;
const Index = z.object({ manifests: z.array(Described) });
const Manifest = z.object({
  config: z.object({ digest: text }),
  layers: z.array(z.object({ size: z.number().catch(0) })).catch([]),
});

const utf8 = new TextDecoder();

function read<S extends z.ZodType>(entries: Entries, path: string, schema: S): z.output<S> | null {
  const content = entries.get(path)?.content;
  if (content === undefined) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(utf8.decode(content)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const blob = (digest: string) => `blobs/${digest.replace(':', '/')}`;

function platformText(platform: Platform | undefined): string {
  if (!platform) return '';
  return [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/');
}

/** A layer that stands in the file once and is linked from elsewhere: `../<id>/layer.tar`. */
function layerBytes(entries: Entries, path: string): number {
  const entry = entries.get(path);
  if (entry?.linkTo === undefined) return entry?.sizeBytes ?? 0;
  return entries.get(entry.linkTo.replace(/^\.\.\//, ''))?.sizeBytes ?? 0;
}

/** Manifests of an index and of the indexes in it, two deep as registries have them. */
function manifestsOf(entries: Entries, described: readonly Described[], depth = 0): Described[] {
  return described.flatMap((one) => {
    const inner = depth < 2 ? read(entries, blob(one.digest), Index) : null;
    if (inner === null) return [one];
    const { annotations } = one;
    const named = inner.manifests.map((part) => ({ ...part, annotations }));
    return manifestsOf(entries, named, depth + 1);
  });
}

/** `manifest.json` of `docker save`. */
function dockerImages(entries: Entries, index: readonly Described[]): ArchiveImage[] | null {
  const listed = read(entries, 'manifest.json', Manifests);
  return (
    listed?.map(({ Config, RepoTags, Layers }) => {
      const digest = /([0-9a-f]{64})(?:\.json)?$/.exec(Config)?.[1];
      const config = digest === undefined ? [] : [`sha256:${digest}`];
      const manifests = index.filter(({ digest: of }) => {
        return read(entries, blob(of), Manifest)?.config.digest === config[0];
      });
      return {
        names: RepoTags ?? [],
        platform: platformText(read(entries, Config, Platform)),
        sizeBytes: (Layers ?? []).reduce((sum, path) => sum + layerBytes(entries, path), 0),
        ids: [...config, ...manifests.map((one) => one.digest)],
      };
    }) ?? null
  );
}

/** An OCI layout: its index names what it can. */
function ociImages(entries: Entries, index: readonly Described[]): ArchiveImage[] {
  return index.flatMap((one) => {
    const manifest = read(entries, blob(one.digest), Manifest);
    // What says how an image was built stands beside it as a manifest for no platform.
    if (manifest === null || one.platform?.os === 'unknown') return [];
    const { annotations } = one;
    const name =
      annotations?.['io.containerd.image.name'] ??
      annotations?.['org.opencontainers.image.ref.name'] ??
      '';
    const config = read(entries, blob(manifest.config.digest), Platform);
    return [
      {
        names: name === '' ? [] : [name],
        platform: platformText(config) || platformText(one.platform),
        sizeBytes: manifest.layers.reduce((sum, layer) => sum + layer.size, 0),
        ids: [manifest.config.digest, one.digest],
      },
    ];
  });
}

/** Null where the index is missing: the file was cut, or is no such archive after all. */
export function readImages(entries: Entries): ArchiveContents | null {
  const top = read(entries, 'index.json', Index);
  const index = manifestsOf(entries, top?.manifests ?? []);
  const docker = dockerImages(entries, index);
  if (docker !== null) return { kind: 'images', layout: 'docker', images: docker };
  if (top === null) return null;
  return { kind: 'images', layout: 'oci', images: ociImages(entries, index) };
}
