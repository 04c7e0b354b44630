import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLane, readLane } from './lane.ts';

const never = new AbortController().signal;
const counted = (size: number, from: number) =>
  Uint8Array.from({ length: size }, (_, at) => (from + at) % 251);

it('loses, doubles and changes nothing, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 97 }),
      async (sizes, room) => {
        const lane = createLane(room);
        const writing = (async () => {
          let from = 0;
          for (const size of sizes) {
            await lane.write(counted(size, from), never);
            from += size;
          }
          lane.end();
        })();
        const parts: Uint8Array[] = [];
        for await (const piece of readLane(lane.memory)) parts.push(piece);
        await writing;
        const total = sizes.reduce((sum, size) => sum + size, 0);
        expect(Buffer.concat(parts)).toEqual(Buffer.from(counted(total, 0)));
      },
    ),
    { numRuns: 50 },
  );
});

it('makes the writer wait, and gives it up when the signal aborts', async () => {
  const lane = createLane(100);
  const stop = new AbortController();
  let written = 0;
  const writing = (async () => {
    for (;;) {
      await lane.write(counted(40, 0), stop.signal);
      written += 40;
    }
  })();
  writing.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(written).toBe(80);
  stop.abort();
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
});

it('ends both ends when it is closed', async () => {
  const lane = createLane(100);
  await lane.write(counted(10, 0), never);
  const reader = readLane(lane.memory);
  expect((await reader.next()).value).toHaveLength(10);
  const next = reader.next();
  next.catch(() => undefined);
  lane.close();
  await expect(next).rejects.toMatchObject({ code: 'cancelled' });
  await expect(lane.write(counted(1, 0), never)).rejects.toMatchObject({ code: 'cancelled' });
});
