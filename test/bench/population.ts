import type { RawEngine } from '../support/raw-engine.ts';

/** Letters that stand neither in an id (hex) nor in the fixture's image name: a filter finds names. */
const letters = 'kmpqtvwz';
const together = 4;

/** `bench-kkkk`, `bench-kkkm`, …: 4,096 names. */
export function nameOf(index: number): string {
  const digits = [512, 64, 8, 1].map((weight) => letters[Math.floor(index / weight) % 8]);
  return `bench-${digits.join('')}`;
}

/**
 * Creates stopped containers `from` to `to` (not included), several at a time. Their order on the
 * engine is not that of their names.
 */
export async function createContainers(
  raw: RawEngine,
  { from, to }: { from: number; to: number },
): Promise<void> {
  let next = from;
  const worker = async () => {
    while (next < to) {
      const name = nameOf((next * 2_053) % 4_096); // odd, so that every number comes once
      next += 1;
      await raw.create({ name, Image: 'longshore/busybox:1', Cmd: ['sleep', '3600'] });
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
}

/** The names of the first `count` containers. */
export function namesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => nameOf((index * 2_053) % 4_096));
}
