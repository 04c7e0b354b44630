import type { SaveResult } from '../../contract/containers.ts';
import { refuse } from '../../contract/errors.ts';
import type { HostId } from '../../contract/ids.ts';
import type { ImageSummary } from '../../contract/images.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { canSavePlatform, saveImages } from '../../engine/images/archives.ts';
import { type Compression, compress } from '../../engine/images/compress.ts';
import { findImage } from '../../engine/images/detail.ts';
import { listImages } from '../../engine/images/list.ts';
import type { Backbone } from '../backbone.ts';
import { deliver, fileNameOf } from '../files/deliver.ts';

export interface Saving {
  readonly host: HostId;
  readonly images: readonly string[];
  /** `linux/arm64`. Absent: all that are there. */
  readonly platform?: string | undefined;
  readonly compression: Compression;
}

const kinds = {
  none: { extension: 'tar', mediaType: 'application/x-tar' },
  gzip: { extension: 'tar.gz', mediaType: 'application/gzip' },
  zstd: { extension: 'tar.zst', mediaType: 'application/zstd' },
} as const;

/** The list knows all platforms of an image, an image alone only the engine's own. */
function hasPlatform(all: readonly ImageSummary[], image: ImageSummary, platform: string): boolean {
  const listed = all.find(({ id }) => id === image.id)?.platform || image.platform;
  return listed === '' || listed.split(', ').includes(platform);
}

/** Says at once what would end the download in its middle. */
async function check(engine: Engine, { images, platform }: Saving): Promise<void> {
  if (platform !== undefined && !canSavePlatform(engine)) {
    throw refuse('not-supported', 'This engine cannot save one platform of several.');
  }
  const all = platform === undefined ? [] : await listImages(engine);
  for (const name of images) {
    const image = await findImage(engine, name);
    if (image === null) {
      throw refuse('image-not-found', `${name} is not on this engine.`, { facts: { name } });
    }
    if (platform !== undefined && !hasPlatform(all, image, platform)) {
      throw refuse('platform-unavailable', `${name} is not here for ${platform}.`, {
        facts: { name, platform },
      });
    }
  }
}

/** An archive of these images for the person's own disk. Throws `image-not-found` before anything is written. */
export async function saveImagesTo(backbone: Backbone, saving: Saving): Promise<SaveResult> {
  const { host, images, platform, compression } = saving;
  const { hosts } = backbone;
  await hosts.withEngine(host, (engine) => check(engine, saving));
  async function* open(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const engine = await hosts.get(host).connection.engine(signal);
    yield* compress(saveImages(engine, images, { signal, platform }), compression);
  }
  const [first = 'images'] = images;
  const name = images.length === 1 ? first.replace(/^sha256:/, '') : 'images';
  const { extension, mediaType } = kinds[compression];
  return deliver(backbone, {
    ...{ host, kind: 'save', open, mediaType },
    subject: images.join(', ').slice(0, 300),
    fileName: fileNameOf(name, extension),
  });
}
