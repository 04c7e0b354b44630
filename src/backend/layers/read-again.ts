/** An analysis that is held reads its source again: what lies in the archive, or in single layers. */
import type { Bytes } from './layer-bytes.ts';
import type { Held } from './shelf.ts';

export interface Part<T> {
  /** What is asked of these bytes. */
  readonly wanted: readonly T[];
  /** They are those of one layer. */
  readonly alone: boolean;
  open(signal: AbortSignal): Bytes;
}

/** Which bytes give what; `layerOf` by place. */
export function partsOf<T>(
  { image, bytes }: Held,
  wanted: readonly T[],
  layerOf: (one: T) => number,
): Part<T>[] {
  const { from, top } = bytes;
  const last = image.layers.filter(({ digest }) => digest !== null).length - 1;
  const single = new Map<number, T[]>();
  const together: T[] = [];
  for (const one of wanted) {
    const place = layerOf(one);
    const isAlone = from.kind === 'layers' || (top !== undefined && place === last);
    if (!isAlone) together.push(one);
    else single.set(place, [...(single.get(place) ?? []), one]);
  }
  const openLayer = (place: number, signal: AbortSignal): Bytes => {
    if (top !== undefined && place === last) return top.open(signal);
    if (from.kind === 'layers') return from.open(place, signal);
    throw new TypeError('this layer lies in the archive');
  };
  const alone = [...single].map(([place, all]) => ({
    ...{ wanted: all, alone: true },
    open: (signal: AbortSignal) => openLayer(place, signal),
  }));
  if (together.length === 0 || from.kind !== 'archive') return alone;
  return [{ wanted: together, alone: false, open: from.open }, ...alone];
}
