import { describe, expect, it } from 'vitest';
import { looksSecret, masked, maskWord } from './secrets.ts';

describe('looksSecret', () => {
  it.each([
    ['DB_PASSWORD', 'hunter2'],
    ['githubToken', 'x'],
    ['API-KEY', 'x'],
    ['AUTH', 'x'],
    ['3', 'MYSQL_ROOT_PASSWORD=x'],
    ['DATABASE_URL', 'postgres://ann:pw@db/shop'],
  ])('%s %s', (key, value) => {
    expect(looksSecret(key, value)).toBe(true);
    // The same answer each time it is asked: no state between calls.
    expect(looksSecret(key, value)).toBe(true);
  });

  it.each([
    ['AUTHOR', 'ann'],
    ['PATH', '/usr/bin'],
    ['DB_PASSWORD', ''],
    ['URL', 'http://host:8080/a@b'],
  ])('not %s %s', (key, value) => {
    expect(looksSecret(key, value)).toBe(false);
  });
});

it('hides a value and keeps the name of an assignment', () => {
  expect(masked('hunter2')).toBe('••••••••');
  expect(masked('TOKEN=hunter2')).toBe('TOKEN=••••••••');
});

it('hides what a word of a command gives away', () => {
  expect(maskWord('TOKEN=a\nb')).toBe('TOKEN=***');
  expect(maskWord('--password=hunter2')).toBe('--password=***');
  expect(maskWord('http://ann:pw@host/ http://bob:pw@host/')).toBe(
    'http://ann:***@host/ http://bob:***@host/',
  );
  expect(maskWord('AUTHOR=ann')).toBe('AUTHOR=ann');
});
