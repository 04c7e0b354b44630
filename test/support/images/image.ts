import { createHash } from 'node:crypto';
import { type TarEntry, tarOf } from './tar.ts';

export interface ImageRecipe {
  readonly tags: readonly string[];
  readonly layers: readonly (readonly TarEntry[])[];
  /** The `config` object of an image, as in the OCI image specification. */
  readonly config: Readonly<Record<string, unknown>>;
  /** In Go's words (`amd64`, `arm64`); this machine's own without one. */
  readonly architecture?: string;
  /** The instruction of each layer, and those that made none; numbered ones without it. */
  readonly history?: readonly HistoryLine[];
}

export interface HistoryLine {
  readonly created_by: string;
  readonly empty_layer?: boolean;
}

export interface BuiltImage {
  /** As engines name it: `sha256:` and the digest of its config. */
  readonly id: string;
  readonly tags: readonly string[];
  readonly layers: readonly Buffer[];
  readonly configJson: Buffer;
  readonly architecture: string;
  /** The image as `docker save` writes it up to Docker 24: manifest.json and a tar a layer. */
  saveTar(tags?: readonly string[]): Buffer;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const created = '2026-01-02T03:04:05Z'; // fixed: the same recipe gives the same image id

/** Makes an image of tars written here: no engine, no registry. */
export function buildImage(recipe: ImageRecipe): BuiltImage {
  const layers = recipe.layers.map((entries) => tarOf(entries));
  const architecture = recipe.architecture ?? (process.arch === 'arm64' ? 'arm64' : 'amd64');
  const configJson = Buffer.from(
    JSON.stringify({
      architecture,
      os: 'linux',
      created,
      config: recipe.config,
      rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) },
      history: (
        recipe.history ?? layers.map((_, index) => ({ created_by: `fixture layer ${index + 1}` }))
      ).map((line) => ({ created, ...line })),
    }),
  );
  return {
    id: `sha256:${sha256(configJson)}`,
    tags: recipe.tags,
    layers,
    configJson,
    architecture,
    saveTar: (tags = recipe.tags) => {
      const files = layers.map((layer) => ({ path: `${sha256(layer)}/layer.tar`, bytes: layer }));
      const config = `${sha256(configJson)}.json`;
      const manifest = [{ Config: config, RepoTags: tags, Layers: files.map(({ path }) => path) }];
      return tarOf([
        { path: config, bytes: configJson, mode: 0o644 },
        ...files,
        { path: 'manifest.json', bytes: JSON.stringify(manifest), mode: 0o644 },
      ]);
    },
  };
}
