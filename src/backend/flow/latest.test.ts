import { describe, expect, it } from 'vitest';
import { createBroadcast } from './broadcast.ts';
import { createLatest } from './latest.ts';

describe('createLatest', () => {
  it('tells what is known now, then only the newest to a slow watcher', async () => {
    const latest = createLatest(1);
    const stop = new AbortController();
    const watcher = latest.watch(stop.signal);
    expect((await watcher.next()).value).toBe(1);
    latest.set(2);
    latest.set(3);
    expect((await watcher.next()).value).toBe(3);
    const waiting = watcher.next();
    stop.abort();
    expect((await waiting).done).toBe(true);
  });

  it('keeps a gap between values and never loses the last', async () => {
    const latest = createLatest(0, { gapMs: 40 });
    const stop = new AbortController();
    const watcher = latest.watch(stop.signal);
    await watcher.next();
    const started = performance.now();
    for (let value = 1; value <= 10; value += 1) latest.set(value);
    expect((await watcher.next()).value).toBe(10);
    expect(performance.now() - started).toBeGreaterThanOrEqual(35);
    await watcher.return();
  });
});

describe('createBroadcast', () => {
  it('delivers to each listener in order, from the moment it listens', async () => {
    const cast = createBroadcast<number>({ limit: 10, overflow: () => -1 });
    const stop = new AbortController();
    const listener = cast.listen(stop.signal);
    cast.emit(1);
    cast.emit(2);
    expect([(await listener.next()).value, (await listener.next()).value]).toEqual([1, 2]);
    await listener.return();
    expect(cast.listenerCount()).toBe(0);
  });

  it('replaces what a listener too far behind has missed', async () => {
    const cast = createBroadcast<number>({ limit: 3, overflow: () => -1 });
    const listener = cast.listen(new AbortController().signal);
    for (const value of [1, 2, 3, 4, 5]) cast.emit(value);
    expect([(await listener.next()).value, (await listener.next()).value]).toEqual([-1, 5]);
    cast.close();
    expect((await listener.next()).done).toBe(true);
  });

  it('forgets a listener that was aborted before it looked', () => {
    const cast = createBroadcast<number>({ limit: 3, overflow: () => -1 });
    const stop = new AbortController();
    cast.listen(stop.signal);
    expect(cast.listenerCount()).toBe(1);
    stop.abort();
    expect(cast.listenerCount()).toBe(0);
  });
});
