import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContainerSummary } from '../../contract/containers.ts';
import type { EngineEvent } from '../../engine/events/events.ts';
import { createLateRows } from './late-rows.ts';

const row = (state: string, name = 'web') => ({ id: 'x', state, name }) as ContainerSummary;
const event = (action: string, attributes: Record<string, string> = {}): EngineEvent => ({
  ...{ kind: 'container', action, id: 'x', attributes, timeNano: '1' },
});

const isLate = (told: EngineEvent, shown: ContainerSummary) => {
  const late = createLateRows(() => {});
  late.expect(told);
  const result = late.isLate('x', shown);
  late.close();
  return result;
};

describe('a row', () => {
  it.each([
    ['pause', 'running', 'paused'],
    ['unpause', 'paused', 'running'],
    ['start', 'exited', 'running'],
    ['start', 'created', 'restarting'],
    ['die', 'running', 'exited'],
    ['die', 'running', 'restarting'],
    ['stop', 'running', 'exited'],
  ])('after a %s is late when %s and not when %s', (action, before, after) => {
    expect(isLate(event(action), row(before))).toBe(true);
    expect(isLate(event(action), row(after))).toBe(false);
  });

  it('is late with its old name, where the engine tells it', () => {
    const renamed = event('rename', { name: 'shop', oldName: '/web' });
    expect(isLate(renamed, row('running', 'web'))).toBe(true);
    expect(isLate(renamed, row('running', 'shop'))).toBe(false);
    expect(isLate(event('rename', { name: 'shop' }), row('running', 'web'))).toBe(false);
  });

  it('is never late after what changes no state, which takes nothing back', () => {
    expect(isLate(event('health_status: healthy'), row('running'))).toBe(false);
    const late = createLateRows(() => {});
    late.expect(event('die'));
    late.expect(event('update'));
    expect(late.isLate('x', row('running'))).toBe(true);
    late.close();
  });
});

describe('late rows', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are looked at again until they show the act', () => {
    const again = vi.fn();
    const late = createLateRows(again);
    expect(late.isLate('x', row('running'))).toBe(false);
    late.expect(event('pause'));
    expect(late.isLate('x', row('running'))).toBe(true);
    vi.advanceTimersByTime(15);
    expect(again).toHaveBeenCalledExactlyOnceWith('x', { action: 'pause', timeNano: '1' });
    expect(late.isLate('x', row('paused'))).toBe(false);
    vi.runAllTimers();
    expect(again).toHaveBeenCalledTimes(1);
  });

  it('are taken as they are in the end: an engine may mean something else', () => {
    const late = createLateRows(() => {});
    late.expect(event('die'));
    const looks = Array.from({ length: 8 }, () => late.isLate('x', row('running')));
    expect(looks).toEqual([...Array.from({ length: 7 }, () => true), false]);
  });

  it('are over with the next act, when the container is gone, and with the hub', () => {
    const again = vi.fn();
    const late = createLateRows(again);
    late.expect(event('die'));
    expect(late.isLate('x', row('running'))).toBe(true);
    late.expect(event('start'));
    expect(late.isLate('x', row('running'))).toBe(false);
    late.expect(event('die'));
    expect(late.isLate('x', null)).toBe(false);
    late.expect(event('die'));
    expect(late.isLate('x', row('running'))).toBe(true);
    late.close();
    vi.runAllTimers();
    expect(again).not.toHaveBeenCalled();
  });
});
