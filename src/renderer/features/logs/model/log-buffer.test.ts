import { describe, expect, it } from 'vitest';
import { createLogBuffer, type LogEntry } from './log-buffer.ts';

const line = (text: string): LogEntry => ({
  ...{ kind: 'line', stream: 'stdout', stamp: null, text, cutCharacters: 0 },
});
const lines = (count: number, text = 'x') => Array.from({ length: count }, () => line(text));

describe('log buffer', () => {
  it('numbers rows from the first that came', () => {
    const buffer = createLogBuffer();
    buffer.push([line('a'), { kind: 'mark', mark: 'stopped', atMs: 0 }]);
    buffer.push([line('b')]);
    expect(buffer.rows.map(({ seq }) => seq)).toEqual([0, 1, 2]);
    expect(buffer.nextSeq()).toBe(3);
  });

  it('drops the oldest in blocks when there are too many, and counts them', () => {
    const buffer = createLogBuffer({ rows: 100, bytes: 1e9 });
    buffer.push(lines(100));
    expect(buffer.dropped()).toBe(0);
    buffer.push([line('new')]);
    expect(buffer.rows).toHaveLength(90);
    expect(buffer.dropped()).toBe(11);
    expect(buffer.firstSeq()).toBe(11);
    expect(buffer.rows.at(-1)).toMatchObject({ text: 'new', seq: 100 });
  });

  it('drops the oldest when they are too large', () => {
    const buffer = createLogBuffer({ rows: 1e6, bytes: 50_000 });
    for (let n = 0; n < 50; n += 1) buffer.push([line('x'.repeat(1_000))]);
    const bytes = buffer.rows.length * 2_100;
    expect(bytes).toBeLessThanOrEqual(50_000);
    expect(bytes).toBeGreaterThan(40_000);
    expect(buffer.rows.length + buffer.dropped()).toBe(50);
  });

  it('goes on counting after it was cleared', () => {
    const buffer = createLogBuffer({ rows: 10, bytes: 1e9 });
    buffer.push(lines(20));
    buffer.clear();
    expect(buffer.rows).toEqual([]);
    expect(buffer.dropped()).toBe(0);
    buffer.push([line('a')]);
    expect(buffer.rows[0]?.seq).toBe(20);
    expect(buffer.firstSeq()).toBe(20);
  });
});
