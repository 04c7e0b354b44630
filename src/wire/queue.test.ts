import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createQueue } from './queue.ts';

it('behaves as an array does', () => {
  const step = fc.oneof(
    fc.constant('push' as const),
    fc.constant('push' as const),
    fc.constant('shift' as const),
    fc.constant('unshift' as const),
    fc.constant('clear' as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
      const queue = createQueue<number>();
      let model: number[] = [];
      for (const [at, name] of steps.entries()) {
        if (name === 'push') {
          queue.push(at);
          model.push(at);
        } else if (name === 'unshift') {
          queue.unshift(at);
          model.unshift(at);
        } else if (name === 'shift') expect(queue.shift()).toBe(model.shift());
        // Rarely: a queue that is always short never compacts.
        else if (at % 50 === 0) {
          expect(queue.clear()).toEqual(model);
          model = [];
        }
        expect([queue.size(), queue.peek()]).toEqual([model.length, model[0]]);
      }
    }),
    { numRuns: 200 },
  );
});

it('compacts a long queue without losing an item', () => {
  const queue = createQueue<number>();
  for (let at = 0; at < 1_000; at += 1) queue.push(at);
  for (let at = 0; at < 900; at += 1) expect(queue.shift()).toBe(at);
  queue.push(1_000);
  expect(queue.clear()).toEqual(Array.from({ length: 101 }, (_, at) => 900 + at));
});
