/**
 * Areas of a treemap: rectangles as near to squares as they can be, after Bruls, Huizing and van Wijk
 * ("Squarified treemaps", 2000). Pure.
 */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far the worst rectangle of a strip is from a square, for areas with this sum along this side. */
function worst(areas: readonly number[], sum: number, side: number): number {
  const square = side * side;
  const largest = Math.max(...areas);
  const smallest = Math.min(...areas);
  return Math.max((square * largest) / (sum * sum), (sum * sum) / (square * smallest));
}

/** A strip along the shorter side of the room, and the room that is left. */
function lay(areas: readonly number[], sum: number, room: Box): { boxes: Box[]; left: Box } {
  const isWide = room.width >= room.height;
  const depth = sum / (isWide ? room.height : room.width);
  let at = isWide ? room.y : room.x;
  const boxes = areas.map((area): Box => {
    const along = area / depth;
    const box = isWide
      ? { x: room.x, y: at, width: depth, height: along }
      : { x: at, y: room.y, width: along, height: depth };
    at += along;
    return box;
  });
  const left = isWide
    ? { ...room, x: room.x + depth, width: Math.max(0, room.width - depth) }
    : { ...room, y: room.y + depth, height: Math.max(0, room.height - depth) };
  return { boxes, left };
}

/** One box for each size, in their order; sizes come largest first. What has no size has no area. */
export function squarify(sizes: readonly number[], width: number, height: number): readonly Box[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= 0 || width <= 0 || height <= 0) {
    return sizes.map(() => ({ x: 0, y: 0, width: 0, height: 0 }));
  }
  const scale = (width * height) / total;
  const boxes: Box[] = [];
  let room: Box = { x: 0, y: 0, width, height };
  let strip: number[] = [];
  let stripSum = 0;
  const flush = () => {
    if (strip.length === 0) return;
    const laid = lay(strip, stripSum, room);
    boxes.push(...laid.boxes);
    room = laid.left;
    strip = [];
    stripSum = 0;
  };
  for (const size of sizes) {
    const area = size * scale;
    if (area <= 0) continue;
    const side = Math.min(room.width, room.height);
    const longer = [...strip, area];
    if (strip.length > 0 && worst(longer, stripSum + area, side) > worst(strip, stripSum, side)) {
      flush();
      strip = [area];
      stripSum = area;
    } else {
      strip = longer;
      stripSum += area;
    }
  }
  flush();
  const none: Box = { x: 0, y: 0, width: 0, height: 0 };
  return sizes.map((size) => (size > 0 ? (boxes.shift() ?? none) : none));
}
