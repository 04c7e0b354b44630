/** What the chosen platform means for the engine, before a pull. Pure. */
import type { RegistryPlatform } from '../../../../contract/registries.ts';

export type PlatformVerdict =
  /** Nothing can be said: the registry or the engine does not tell. */
  | { readonly kind: 'unknown' }
  /** None of them runs on the engine by itself. */
  | { readonly kind: 'none-fits' }
  /** The registry has no such platform. */
  | { readonly kind: 'not-offered' }
  /** It comes, but is for another processor. */
  | { readonly kind: 'foreign'; readonly platform: string; readonly sizeBytes: number }
  | { readonly kind: 'fits'; readonly platform: string; readonly sizeBytes: number };

const isMeant = (offered: string, chosen: string) =>
  offered === chosen || offered.startsWith(`${chosen}/`);

/** `chosen` is empty for the engine's own. `wanted`: what the engine is. */
export function platformVerdict(
  platforms: readonly RegistryPlatform[],
  { chosen, wanted }: { readonly chosen: string; readonly wanted: string },
): PlatformVerdict {
  if (platforms.length === 0) return { kind: 'unknown' };
  if (chosen !== '') {
    const found = platforms.find(({ platform }) => isMeant(platform, chosen));
    if (!found) return { kind: 'not-offered' };
    const { platform, sizeBytes, fits } = found;
    return { kind: fits === false ? 'foreign' : 'fits', platform, sizeBytes };
  }
  // The engine's very own comes before what it runs besides.
  const own = platforms.find(({ platform }) => wanted !== '' && isMeant(platform, wanted));
  const taken = own ?? platforms.find(({ fits }) => fits === true);
  if (taken) return { kind: 'fits', platform: taken.platform, sizeBytes: taken.sizeBytes };
  return { kind: platforms.some(({ fits }) => fits === null) ? 'unknown' : 'none-fits' };
}
