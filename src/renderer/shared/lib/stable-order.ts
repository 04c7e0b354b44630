/**
 * The order in which rows are shown while the pointer is in the list: nothing jumps from under it.
 * Pure. Known rows keep their places, gone ones go, and new ones wait to be let in.
 */
export interface HeldOrder {
  readonly shown: readonly string[];
  /** How many rows wait behind the strip. */
  readonly waiting: number;
}

export function holdOrder(shown: readonly string[], wanted: readonly string[]): HeldOrder {
  const present = new Set(wanted);
  const kept = shown.filter((key) => present.has(key));
  return { shown: kept, waiting: wanted.length - kept.length };
}

export function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
