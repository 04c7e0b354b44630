/** An analysis that is held reads its source again: what lies in the archive, and what lies on top of it. */
import type { Held } from './shelf.ts';

export interface Part<T> {
  /** What is asked of these bytes. */
  readonly wanted: readonly T[];
  /** They are those of one layer. */
  readonly alone: boolean;
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** Which bytes give what; `layerOf` by place. Few have a layer that is in no archive. */
export function partsOf<T>(
  { image, bytes }: Held,
  wanted: readonly T[],
  layerOf: (one: T) => number,
): Part<T>[] {
  const { top } = bytes;
  const last = image.layers.filter(({ digest }) => digest !== null).length - 1;
  const isOnTop = (one: T): boolean => top !== undefined && layerOf(one) === last;
  const below = wanted.filter((one) => !isOnTop(one));
  const above = wanted.filter(isOnTop);
  return [
    ...(below.length === 0 ? [] : [{ wanted: below, alone: false, open: bytes.archive }]),
    ...(above.length === 0 || top === undefined
      ? []
      : [{ wanted: above, alone: true, open: top.open }]),
  ];
}
