import { describe, expect, it } from 'vitest';
import { looksSecret, masked } from '../../../contract/secrets.ts';
import { jsonRows, matchingRows, unfolded } from './json-rows.ts';

const value = { Name: 'web', Config: { Env: ['PATH=/bin', 'DB_PASSWORD=hunter2'], Tty: false } };
const keysOf = (rows: readonly { key: string }[]) => rows.map((row) => row.key);

describe('jsonRows', () => {
  const rows = jsonRows(value);

  it('lists members in reading order, with their depth', () => {
    expect(rows.map((row) => `${row.depth} ${row.key}`)).toEqual([
      '0 Name',
      '0 Config',
      '1 Env',
      '2 0',
      '2 1',
      '1 Tty',
    ]);
  });

  it('hides what is below a folded row', () => {
    expect(keysOf(unfolded(rows, new Set(['/Config/Env'])))).toEqual([
      'Name',
      'Config',
      'Env',
      'Tty',
    ]);
  });

  it('finds values with their parents', () => {
    expect(keysOf(matchingRows(rows, '/BIN'))).toEqual(['Config', 'Env', '0']);
  });

  it('does not find a hidden value by its text', () => {
    expect(matchingRows(rows, 'hunter2')).toEqual([]);
  });
});

describe('looksSecret', () => {
  it.each([
    ['0', 'API_TOKEN=abc', true],
    ['password', 'x', true],
    ['url', 'postgres://app:pw@db/app', true],
    ['0', 'PATH=/usr/bin', false],
    ['author', 'someone', false],
    ['Password', '', false],
  ])('%s: %s → %s', (key, text, expected) => {
    expect(looksSecret(key, text)).toBe(expected);
  });

  it('keeps the name of an assignment when it hides the value', () => {
    expect(masked('DB_PASSWORD=hunter2')).toBe('DB_PASSWORD=••••••••');
    expect(masked('hunter2')).not.toContain('hunter2');
  });
});
