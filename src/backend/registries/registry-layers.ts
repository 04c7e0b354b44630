import type { CallOptions } from '../../contract/define.ts';
import { refuse } from '../../contract/errors.ts';
import { readManifest } from '../../engine/registry/manifest.ts';
import { configOf } from '../../engine/registry/platforms.ts';
import type { Asked, RegistryTable } from './registry-table.ts';

/** One layer as it lies in a registry: compressed, by the digest of what travels. */
export interface RegistryLayer {
  readonly digest: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Its bytes lie elsewhere, and the registry may refuse them: a base of Windows. */
  readonly isForeign: boolean;
}

/** An image in a registry, with its layers still there. */
export interface RegistryImage {
  /** Of the image's own manifest. */
  readonly digest: string;
  readonly config: { readonly digest: string; readonly json: Uint8Array };
  /** The lowest first: the same order as `rootfs.diff_ids` of the config. */
  readonly layers: readonly RegistryLayer[];
  /** Its bytes as they travel, checked against the digest at their end. Nothing is fetched before the first pull. */
  open(layer: RegistryLayer, options?: CallOptions): AsyncGenerator<Uint8Array>;
}

export interface LayersWish {
  readonly reference: string;
  /** `linux/arm64`: as the list writes it, or its beginning. The only one of an image without a list. */
  readonly platform?: string | undefined;
}

const isSame = (entry: string, wish: string) => entry === wish || entry.startsWith(`${wish}/`);

/** Throws `platform-unavailable` with the platforms that there are, and what the registry's refusal means. */
export function registryLayers(
  table: RegistryTable,
  { reference, platform }: LayersWish,
  options: CallOptions = {},
): Promise<RegistryImage> {
  return table.ask(reference, async ({ registry, repository, reference: at }: Asked) => {
    let raw = await registry.manifest(repository, at, options);
    let manifest = readManifest(raw);
    if (manifest.kind === 'index') {
      const { entries } = manifest;
      const entry = entries.find((one) => platform === undefined || isSame(one.platform, platform));
      if (!entry) {
        throw refuse('platform-unavailable', 'The image does not exist for this platform.', {
          facts: { name: reference, platform: platform ?? '' },
          detail: entries.map((one) => one.platform).join(', '),
        });
      }
      raw = await registry.manifest(repository, entry.digest, options);
      manifest = readManifest(raw);
    }
    if (manifest.kind === 'index') {
      throw refuse('registry-broken', 'What the registry sent contradicts itself.', {
        facts: { reason: 'shape' },
        detail: 'A list of images within a list.',
      });
    }
    const { image } = manifest;
    const json = await configOf(registry, { repository, image }, options);
    return {
      digest: raw.digest,
      config: { digest: image.config.digest, json },
      layers: image.layers.map(({ digest, mediaType, size, urls }) => ({
        ...{ digest, mediaType, sizeBytes: size },
        isForeign: urls.length > 0 || /foreign|nondistributable/.test(mediaType),
      })),
      open: ({ digest, sizeBytes }, blobOptions) =>
        registry.blob(repository, { digest, sizeBytes }, blobOptions),
    };
  });
}
