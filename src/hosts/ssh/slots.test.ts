import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { OpenRefused } from './open-refused.ts';
import { createSlots } from './slots.ts';

const opened = () => Promise.resolve({ channel: new EventEmitter() });
const refused =
  (reason: number, said = 'open failed') =>
  () =>
    Promise.reject(new OpenRefused(reason, said));
const code = (code: string) => ({ problem: { code } });

describe('the sessions of a connection', () => {
  it('are at their end when another one is refused beside them', async () => {
    const slots = createSlots();
    const first = await slots.open(opened);
    await slots.open(opened);
    await expect(slots.open(refused(2))).rejects.toMatchObject({
      problem: { code: 'sessions-exhausted', facts: { limit: 2, used: 2 } },
    });
    expect(slots.counts()).toEqual({ used: 2, limit: 2 });
    first.channel.emit('close');
    // One is kept for what must not wait.
    await expect(slots.open(opened, 1)).rejects.toMatchObject(code('sessions-exhausted'));
    await slots.open(opened);
    await expect(slots.open(opened)).rejects.toMatchObject(code('sessions-exhausted'));
  });

  it('are not when the only one is refused, or for another reason', async () => {
    const slots = createSlots();
    await expect(slots.open(refused(2))).rejects.toMatchObject(code('session-refused'));
    expect(slots.counts()).toEqual({ used: 0, limit: null });
    await slots.open(opened);
    for (const [reason, said] of [
      [1, 'administratively prohibited'],
      [0, 'Unable to exec'],
      [0, 'no answer in time'],
    ] as const) {
      await expect(slots.open(refused(reason, said))).rejects.toMatchObject({
        problem: { code: 'session-refused', detail: said },
      });
    }
    expect(slots.counts()).toEqual({ used: 1, limit: null });
    const gone = new Error('gone');
    await expect(slots.open(() => Promise.reject(gone))).rejects.toBe(gone);
    expect(slots.counts().used).toBe(1);
  });

  it('that were open at once are never thought to be too many', async () => {
    const slots = createSlots();
    const all = [await slots.open(opened), await slots.open(opened), await slots.open(opened)];
    for (const { channel } of all.slice(1)) channel.emit('close');
    // Their programs take their time to end.
    await expect(slots.open(refused(2))).rejects.toMatchObject(code('sessions-exhausted'));
    expect(slots.counts()).toEqual({ used: 1, limit: 3 });
    await slots.open(opened);
  });

  it('are waited for while one that has ended is still being cleared away', async () => {
    const slots = createSlots();
    const { channel } = await slots.open(opened);
    channel.emit('close');
    let tries = 0;
    const start = () => {
      tries += 1;
      return tries < 3 ? refused(2)() : opened();
    };
    await slots.open(start);
    expect(tries).toBe(3);
    expect(slots.counts()).toEqual({ used: 1, limit: null });
  });

  it('tell of each change until nobody listens', async () => {
    const slots = createSlots();
    const seen: number[] = [];
    const stop = slots.onChange(() => seen.push(slots.counts().used));
    const { channel } = await slots.open(opened);
    channel.emit('close');
    stop();
    await slots.open(opened);
    expect(seen).toEqual([1, 0]);
  });
});
