import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squarify } from './squarify.ts';

describe('squarify', () => {
  it('lays the example of the paper', () => {
    const boxes = squarify([6, 6, 4, 3, 2, 2, 1], 6, 4);
    expect(boxes.slice(0, 2)).toEqual([
      { x: 0, y: 0, width: 3, height: 2 },
      { x: 0, y: 2, width: 3, height: 2 },
    ]);
    expect(boxes[2]).toMatchObject({ x: 3, y: 0 });
    expect((boxes[2]?.width ?? 0) * (boxes[2]?.height ?? 0)).toBeCloseTo(4);
  });

  it('gives nothing an area that has no size', () => {
    expect(squarify([0, 0], 10, 10)).toEqual([
      { x: 0, y: 0, width: 0, height: 0 },
      { x: 0, y: 0, width: 0, height: 0 },
    ]);
    expect(squarify([1, 0], 10, 10)[0]).toEqual({ x: 0, y: 0, width: 10, height: 10 });
    expect(squarify([1], 0, 10)[0]?.width).toBe(0);
  });

  it('fills the room in proportion, inside of it, without overlap', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sizes, (some) => {
        const sorted = some.toSorted((a, b) => b - a);
        const total = sorted.reduce((sum, size) => sum + size, 0);
        const boxes = squarify(sorted, 400, 300);
        for (const [index, box] of boxes.entries()) {
          const share = ((sorted[index] ?? 0) / total) * 400 * 300;
          expect(box.width * box.height).toBeCloseTo(share, 1);
          expect(box.x + box.width).toBeLessThanOrEqual(400.001);
          expect(box.y + box.height).toBeLessThanOrEqual(300.001);
          for (const other of boxes.slice(index + 1)) {
            const across = Math.min(box.x + box.width, other.x + other.width);
            const down = Math.min(box.y + box.height, other.y + other.height);
            const wide = across - Math.max(box.x, other.x);
            const high = down - Math.max(box.y, other.y);
            expect(Math.max(0, wide) * Math.max(0, high)).toBeLessThan(0.5);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
