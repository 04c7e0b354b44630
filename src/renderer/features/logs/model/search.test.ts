import { describe, expect, it } from 'vitest';
import { createLogBuffer, type LogEntry } from './log-buffer.ts';
import { createLogSearch, indexFrom, spansOf, stepFrom } from './search.ts';

const line = (text: string): LogEntry => ({
  ...{ kind: 'line', stream: 'stdout', stamp: null, text, cutCharacters: 0 },
});
const never = Number.POSITIVE_INFINITY;

describe('search in a log', () => {
  it('finds lines in either case, without their colours, and those that come later', () => {
    const buffer = createLogBuffer();
    const search = createLogSearch('Error: 7');
    buffer.push([line('ok'), line('\u001b[31mERROR\u001b[0m: 7'), line('error 7')]);
    expect(search.advance(buffer, never)).toBe(true);
    expect(search.found).toEqual([1]);
    buffer.push([{ kind: 'mark', mark: 'stopped', atMs: 0 }, line('an error: 77')]);
    search.advance(buffer, never);
    expect(search.found).toEqual([1, 4]);
  });

  it('stops at the deadline and goes on from there', () => {
    const buffer = createLogBuffer();
    buffer.push(Array.from({ length: 1_200 }, () => line('x')));
    const search = createLogSearch('x');
    expect(search.advance(buffer, 0)).toBe(false);
    expect(search.found).toHaveLength(500);
    search.advance(buffer, 0);
    expect(search.advance(buffer, 0)).toBe(true);
    expect(search.found).toHaveLength(1_200);
  });

  it('forgets what is dropped and what was cleared', () => {
    const buffer = createLogBuffer({ rows: 10, bytes: 1e9 });
    const search = createLogSearch('x');
    buffer.push(Array.from({ length: 10 }, () => line('x')));
    search.advance(buffer, never);
    buffer.push([line('x')]);
    search.advance(buffer, never);
    expect(search.found).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    buffer.clear();
    search.advance(buffer, never);
    expect(search.found).toEqual([]);
  });

  it('steps round the ends in both directions', () => {
    const found = [3, 8, 20];
    expect(stepFrom(found, 3, false)).toBe(8);
    expect(stepFrom(found, 20, false)).toBe(3);
    expect(stepFrom(found, 9, true)).toBe(8);
    expect(stepFrom(found, 3, true)).toBe(20);
    expect(stepFrom(found, 0, true)).toBe(20);
    expect(stepFrom([], 0, false)).toBeUndefined();
    expect(indexFrom(found, 8)).toBe(1);
  });

  it('marks each place of a query', () => {
    const told = (text: string, query: string) =>
      spansOf(text, query).map((span) => (span.match ? `[${span.text}]` : span.text));
    expect(told('Ab aB', 'ab')).toEqual(['[Ab]', ' ', '[aB]']);
    expect(told('aaa', 'a')).toEqual(['[a]', '[a]', '[a]']);
    expect(told('none', 'x')).toEqual(['none']);
    expect(told('', 'x')).toEqual([]);
    expect(told('日志错误', '错误')).toEqual(['日志', '[错误]']);
  });
});
