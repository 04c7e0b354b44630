import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Stage } from '../../contract/connecting.ts';
import { createStageLog } from '../stages.ts';
import { createLimit } from './limit.ts';
import { createServerWords } from './server-words.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function made() {
  let stages: readonly Stage[] = [];
  const log = createStageLog((now) => {
    stages = now;
  });
  let silent = false;
  let expired = false;
  const limit = createLimit(30_000, () => {
    silent = true;
  });
  const onExpired = () => {
    expired = true;
  };
  const words = createServerWords({ log, limit, onExpired });
  return { words, log, stages: () => stages, ended: () => ({ silent, expired }) };
}

describe('a server that speaks before it lets anybody in', () => {
  it('and goes on begins no stage of its own', () => {
    const { words, stages } = made();
    words.add('Only for staff.\r\n', undefined);
    vi.advanceTimersByTime(900);
    expect(words.wentOn()).toBeUndefined();
    vi.advanceTimersByTime(60_000);
    expect(stages()).toEqual([]);
    expect(words.text()).toBe('Only for staff.');
  });

  it('and waits is shown with all that it says, for as long as a person needs', () => {
    const { words, stages, ended } = made();
    words.add('To log in, visit\n', undefined);
    vi.advanceTimersByTime(1_000);
    words.add('https://example.test/\u001b[1mabc\n', undefined);
    const said = 'To log in, visit\nhttps://example.test/abc';
    expect(stages()).toMatchObject([{ name: 'login', state: 'waiting', said }]);
    vi.advanceTimersByTime(5 * 60_000);
    expect(ended()).toEqual({ silent: false, expired: false });
    words.wentOn()?.ok();
    expect(stages()).toMatchObject([{ state: 'ok' }]);
    // From here on it must answer again.
    vi.advanceTimersByTime(30_000);
    expect(ended()).toEqual({ silent: true, expired: false });
  });

  it('is not waited for without an end', () => {
    const { words, log, stages, ended } = made();
    words.add('Please wait.', log.begin('login', 'password'));
    vi.advanceTimersByTime(11 * 60_000);
    expect(stages()).toMatchObject([{ what: 'password', state: 'waiting', said: 'Please wait.' }]);
    expect(ended().expired).toBe(true);
  });
});
