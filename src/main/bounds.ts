import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import * as z from 'zod';

const Saved = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  maximized: z.boolean(),
});
export type SavedBounds = z.infer<typeof Saved>;

export const minimumSize = { width: 640, height: 480 };
const usualSize = { width: 1280, height: 800 };
/** So much of the title bar must be reachable, or the window opens in the middle. */
const gripWidth = 120;
const gripHeight = 40;

/** The window's first bounds: as left, if a display is still there; never larger than it. */
export function fitBounds(
  saved: SavedBounds | undefined,
  areas: readonly Rectangle[],
): Partial<Rectangle> {
  const size = saved ?? usualSize;
  const home = saved && areas.find((area) => hasGrip(saved, area));
  const area = home ?? areas[0];
  const width = Math.max(minimumSize.width, Math.min(size.width, area?.width ?? size.width));
  const height = Math.max(minimumSize.height, Math.min(size.height, area?.height ?? size.height));
  return saved && home ? { x: saved.x, y: saved.y, width, height } : { width, height };
}

function hasGrip(window: Rectangle, area: Rectangle): boolean {
  const across =
    Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return across >= gripWidth && window.y >= area.y && window.y + gripHeight <= area.y + area.height;
}

/** Undefined when there is none or it cannot be read: then the usual size does. */
export function readBounds(file: string): SavedBounds | undefined {
  try {
    return Saved.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A size that could not be kept is no reason to hold up the closing window. */
export function writeBounds(file: string, bounds: SavedBounds): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(bounds), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {}
}
