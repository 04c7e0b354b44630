import { type MadeEntry, madeTar, sha256 } from './made-tar.ts';

export interface MadeImage {
  /** As they are stored. */
  readonly stored: readonly Uint8Array[];
  /** Of the plain tars; of `stored` without one. */
  readonly diffIds?: readonly string[];
  readonly tags?: readonly string[];
  readonly history?: readonly object[];
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

function configOf({ stored, diffIds, history }: MadeImage): Buffer {
  return json({
    ...{ architecture: 'amd64', os: 'linux', config: { Cmd: ['sh'] } },
    rootfs: { type: 'layers', diff_ids: diffIds ?? stored.map(sha256) },
    history: history ?? stored.map((_, at) => ({ created_by: `step ${at}` })),
  });
}

/** As Docker up to 24 saves: a folder a layer, the manifest last. */
export function dockerEntries(image: MadeImage): MadeEntry[] {
  const config = configOf(image);
  const name = `${sha256(config).slice(7)}.json`;
  const layers = image.stored.map((bytes, at) => ({
    path: `${String(at).padStart(64, '0')}/layer.tar`,
    bytes,
  }));
  const Layers = layers.map(({ path }) => path);
  return [
    ...layers,
    { path: name, bytes: config },
    { path: 'manifest.json', bytes: json([{ Config: name, RepoTags: image.tags ?? [], Layers }]) },
  ];
}

export interface Lies {
  /** In place of a layer's descriptor. */
  readonly descriptor?: (true_: object, at: number) => object;
  /** Layers that are not in the archive. */
  readonly without?: readonly number[];
}

/** An OCI image layout: blobs by digest, the index last. */
export function ociEntries(image: MadeImage, lies: Lies = {}): MadeEntry[] {
  const config = configOf(image);
  const blob = (bytes: Uint8Array): MadeEntry => ({
    path: `blobs/sha256/${sha256(bytes).slice(7)}`,
    bytes,
  });
  const descriptorOf = (bytes: Uint8Array, mediaType: string) => ({
    ...{ mediaType, digest: sha256(bytes), size: bytes.length },
  });
  const layers = image.stored.map((bytes, at) => {
    const descriptor = descriptorOf(bytes, 'application/vnd.oci.image.layer.v1.tar');
    return lies.descriptor?.(descriptor, at) ?? descriptor;
  });
  const manifest = json({
    ...{ schemaVersion: 2, layers },
    config: descriptorOf(config, 'application/vnd.oci.image.config.v1+json'),
  });
  const annotations = { 'org.opencontainers.image.ref.name': image.tags?.[0] ?? '' };
  const entry = { ...descriptorOf(manifest, 'application/vnd.oci.image.manifest.v1+json') };
  return [
    ...image.stored.filter((_, at) => !lies.without?.includes(at)).map(blob),
    ...[config, manifest].map(blob),
    { path: 'index.json', bytes: json({ manifests: [{ ...entry, annotations }] }) },
    { path: 'oci-layout', bytes: json({ imageLayoutVersion: '1.0.0' }) },
  ];
}

export const dockerArchive = (image: MadeImage): Buffer => madeTar(dockerEntries(image));
export const ociArchive = (image: MadeImage, lies?: Lies): Buffer =>
  madeTar(ociEntries(image, lies));
