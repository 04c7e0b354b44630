/** Areas of the map as they are drawn. Pure. */
import type { Change } from '../../../../contract/layers.ts';
import { type Box, squarify } from './squarify.ts';

export interface MapCell {
  readonly node: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly folder: boolean;
  readonly change: Change;
}

export interface Area {
  /** Nothing for what is too small for a cell of its own. */
  readonly cell: MapCell | undefined;
  readonly box: Box;
}

/** The largest first, what is left at their end. */
export function areasOf(
  { cells, restBytes }: { readonly cells: readonly MapCell[]; readonly restBytes: number },
  room: { readonly width: number; readonly height: number },
): readonly Area[] {
  const sorted = cells.toSorted((a, b) => b.sizeBytes - a.sizeBytes);
  // Squares come out best when the order falls; the rest may be larger than the smallest cell.
  const parts: { cell: MapCell | undefined; bytes: number }[] = [
    ...sorted.map((cell) => ({ cell, bytes: cell.sizeBytes })),
    ...(restBytes > 0 ? [{ cell: undefined, bytes: restBytes }] : []),
  ].toSorted((a, b) => b.bytes - a.bytes);
  const boxes = squarify(
    parts.map((part) => part.bytes),
    room.width,
    room.height,
  );
  return parts.flatMap(({ cell }, index) => {
    const box = boxes[index];
    return box && box.width > 0 && box.height > 0 ? [{ cell, box }] : [];
  });
}
