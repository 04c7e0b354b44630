import { afterEach, describe, expect, it } from 'vitest';
import {
  clearNotices,
  forgetNotice,
  logNotice,
  markSeen,
  mostLogged,
  noticeLog,
} from './notice-log.ts';

const done = (title: string) => ({ tone: 'done' as const, title, undo: () => {} });
const titles = () => noticeLog.get().map(({ notice }) => notice.title);

describe('the list of notices', () => {
  afterEach(clearNotices);

  it('is newest first, without what can be undone only for a moment', () => {
    logNotice('a', done('first'), 1);
    logNotice('b', done('second'), 2);
    expect(titles()).toEqual(['second', 'first']);
    expect(noticeLog.get()[0]?.notice.undo).toBeUndefined();
    forgetNotice('b');
    expect(titles()).toEqual(['first']);
  });

  it('knows which were not seen, and stays the same value when that does not change', () => {
    logNotice('a', done('first'), 1);
    logNotice('b', done('second'), 2);
    markSeen(({ id }) => id === 'a');
    const before = noticeLog.get();
    expect(before.map(({ seen }) => seen)).toEqual([false, true]);
    markSeen(({ id }) => id === 'a');
    expect(noticeLog.get()).toBe(before);
  });

  it('holds no more than anyone reads', () => {
    for (let n = 0; n <= mostLogged; n += 1) logNotice(String(n), done(String(n)), n);
    expect(titles()).toHaveLength(mostLogged);
    expect(titles()[0]).toBe(String(mostLogged));
  });
});
