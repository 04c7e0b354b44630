/** What a check said of an image's names, held against what the image is now. Pure. */
import type { ImageSummary } from '../../../../contract/images.ts';
import type { CheckedTag } from '../../../../contract/registries.ts';

export interface NewerVerdict {
  readonly state: CheckedTag['state'];
  /** The name that it is about: the one to pull. */
  readonly tag: string;
  readonly problem: CheckedTag['problem'];
}

/** What a person should know first. */
const weight = { newer: 3, unknown: 2, same: 1, 'local-only': 0 } as const;

/** After a pull the image behind the name is another one: what the check found is here then. */
function stateNow(image: ImageSummary, { state, digest }: CheckedTag): CheckedTag['state'] {
  if (state !== 'newer' || digest === null) return state;
  return image.digests.some((one) => one.endsWith(`@${digest}`)) ? 'same' : 'newer';
}

/** Undefined while none of its names was checked. */
export function newerVerdict(
  image: ImageSummary,
  checked: ReadonlyMap<string, CheckedTag>,
): NewerVerdict | undefined {
  const found = image.tags.flatMap((tag): NewerVerdict[] => {
    const one = checked.get(tag);
    return one ? [{ state: stateNow(image, one), tag, problem: one.problem }] : [];
  });
  return found.toSorted((a, b) => weight[b.state] - weight[a.state])[0];
}
