/** Which platforms a reference stands for, and what of it would travel. */
import type { CallOptions } from '../../contract/define.ts';
import { configLimitBytes } from './limits.ts';
import { type ImageManifest, platformOfConfig, readManifest, sizeOf } from './manifest.ts';
import { brokenAnswer } from './refusals.ts';
import type { Registry } from './registry.ts';

export interface FoundPlatform {
  /** Empty where nobody says. */
  readonly platform: string;
  readonly digest: string;
  /** Compressed, as it travels. */
  readonly sizeBytes: number;
}

export interface FoundPlatforms {
  /** Of what the reference stands for. */
  readonly digest: string;
  readonly platforms: readonly FoundPlatform[];
  /** Entries beyond the limit are not looked at. */
  readonly more: boolean;
}

/** A list of a dozen is long; each costs a request. */
const platformLimit = 24;
const atOnce = 4;

/** The bytes of a config, whole. */
export async function configOf(
  registry: Registry,
  at: { readonly repository: string; readonly image: ImageManifest },
  options: CallOptions = {},
): Promise<Buffer> {
  const { digest, size } = at.image.config;
  if (size > configLimitBytes) throw brokenAnswer('too-large', digest);
  const parts: Uint8Array[] = [];
  for await (const part of registry.blob(at.repository, { digest, sizeBytes: size }, options)) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export async function findPlatforms(
  registry: Registry,
  at: { readonly repository: string; readonly reference: string },
  options: CallOptions = {},
): Promise<FoundPlatforms> {
  const { repository, reference } = at;
  const raw = await registry.manifest(repository, reference, options);
  const manifest = readManifest(raw);
  if (manifest.kind === 'image') {
    const { image } = manifest;
    const config = await configOf(registry, { repository, image }, options);
    const one = { platform: platformOfConfig(config), digest: raw.digest };
    return {
      digest: raw.digest,
      platforms: [{ ...one, sizeBytes: sizeOf(image) }],
      more: false,
    };
  }
  const entries = manifest.entries.slice(0, platformLimit);
  const platforms: FoundPlatform[] = [];
  for (let from = 0; from < entries.length; from += atOnce) {
    const some = entries.slice(from, from + atOnce).map(async (entry) => {
      const inner = readManifest(await registry.manifest(repository, entry.digest, options));
      return { ...entry, sizeBytes: inner.kind === 'image' ? sizeOf(inner.image) : 0 };
    });
    platforms.push(...(await Promise.all(some)));
  }
  return { digest: raw.digest, platforms, more: manifest.entries.length > entries.length };
}
