/** Names of an archive that another image on the engine has now: a load takes them from it. Pure. */
import type { ArchiveContents } from '../../../../contract/archive-contents.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { readReference } from '../../../../contract/reference.ts';
import { findImage } from '../../../shared/lib/find-image.ts';

export interface MovedName {
  readonly name: string;
  /** Who has it now. */
  readonly holder: ImageSummary;
}

export function movedNames(
  contents: ArchiveContents | undefined,
  images: readonly ImageSummary[],
): readonly MovedName[] {
  if (contents?.kind !== 'images') return [];
  return contents.images.flatMap(({ names, ids }) =>
    names.flatMap((name) => {
      const holder = findImage(images, name);
      return holder && !ids.includes(holder.id) ? [{ name, holder }] : [];
    }),
  );
}

/** `a:1` is offered `a:1-old`: beside the new one in every list. */
export const keptName = (name: string): string =>
  `${/:[^/]*$/.test(name) ? name : `${name}:latest`}-old`;

/** By the archive's name: under which further name the holder stays. Without one it loses its name. */
export type Keeps = Readonly<Record<string, string>>;

export type KeepFault = 'invalid' | 'taken';

/** Why a further name cannot be given; null when it can. */
export function keepFault(
  keeps: Keeps,
  name: string,
  images: readonly ImageSummary[],
): KeepFault | null {
  const wanted = keeps[name];
  if (wanted === undefined) return null;
  const reading = readReference(wanted);
  if (!reading.ok || reading.reference.digest !== null) return 'invalid';
  const twice = Object.entries(keeps).some(([other, text]) => other !== name && text === wanted);
  return twice || findImage(images, wanted) ? 'taken' : null;
}
