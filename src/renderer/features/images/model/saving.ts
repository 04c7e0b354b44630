/** What of images can be saved, and how. Pure. */
import type { EngineInfo } from '../../../../contract/hosts.ts';
import type { ImageSummary } from '../../../../contract/images.ts';

export const compressions = ['none', 'gzip', 'zstd'] as const;

/** By all names, so that the archive brings each of them back; by id where there is none. */
export const namesToSave = (images: readonly ImageSummary[]): readonly string[] =>
  images.flatMap((image) => (image.tags.length > 0 ? image.tags : [image.id]));

/** Docker since API 1.48. */
export function canSavePlatform(
  engine: Pick<EngineInfo, 'product' | 'apiVersion'> | null | undefined,
): boolean {
  if (engine?.product !== 'docker') return false;
  const [major = 0, minor = 0] = engine.apiVersion.split('.').map(Number);
  return major > 1 || minor >= 48;
}

/** Those that every one of the images is here for, where the engine lists them. */
export function platformsOf(images: readonly ImageSummary[]): readonly string[] {
  const sets = images.map((image) => image.platform.split(', ').filter(Boolean));
  const [first = []] = sets;
  return first.filter((platform) => sets.every((set) => set.includes(platform)));
}
