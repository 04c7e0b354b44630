import { describe, expect, it } from 'vitest';
import { createBackOff } from './back-off.ts';

/** Without jitter (half of the range), at a time that the test sets. */
function backOff() {
  const clock = { ms: 0 };
  const limits = { maxMs: 5_000, laterMaxMs: 60_000, laterAfterMs: 120_000 };
  const made = createBackOff({ ...limits, random: () => 0.5, now: () => clock.ms });
  return { clock, made };
}

describe('the wait before the next try', () => {
  it('doubles up to its limit, and begins anew after a success', () => {
    const { made } = backOff();
    const waits = Array.from({ length: 7 }, () => made.nextMs());
    expect(waits).toEqual([300, 600, 1_200, 2_400, 4_800, 5_000, 5_000]);
    made.reset();
    expect(made.nextMs()).toBe(300);
  });

  it('grows to the later limit once the host has been away for long', () => {
    const { clock, made } = backOff();
    for (let n = 0; n < 10; n += 1) made.nextMs();
    clock.ms = 119_999;
    expect(made.nextMs()).toBe(5_000);
    clock.ms = 120_000;
    const waits = Array.from({ length: 6 }, () => made.nextMs());
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    made.reset();
    for (let n = 0; n < 10; n += 1) made.nextMs();
    expect(made.nextMs()).toBe(5_000);
  });

  it('is shorter by what the try took, and never nothing', () => {
    const { made } = backOff();
    for (let n = 0; n < 6; n += 1) made.nextMs();
    expect(made.nextMs(4_000)).toBe(1_000);
    expect(made.nextMs(15_000)).toBe(225);
  });

  it('is spread by a quarter, and never over its limit', () => {
    for (const random of [0, 0.999]) {
      const made = createBackOff({ maxMs: 1_000, random: () => random });
      const waits = Array.from({ length: 6 }, () => made.nextMs());
      expect(waits[0]).toBeCloseTo(random === 0 ? 225 : 375, -1);
      expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
    }
  });
});
