import { limits, tooLarge } from '../limits.ts';

/** Link targets, one behind the other. */
export function linkSpace() {
  let bytes = new Uint8Array(4096);
  let end = 0;
  return {
    add(target: Uint8Array): { start: number; end: number } {
      const start = end;
      end += target.length;
      if (end > limits.namesBytes) throw tooLarge('links', limits.namesBytes);
      if (end > bytes.length) {
        const longer = new Uint8Array(Math.max(bytes.length * 2, end));
        longer.set(bytes);
        bytes = longer;
      }
      bytes.set(target, start);
      return { start, end };
    },
    cut: () => bytes.slice(0, end),
  };
}
