import { describe, expect, it } from 'vitest';
import { matchesHostList, matchesList, matchesPattern, matchesPatterns } from './patterns.ts';

describe('matchesPattern', () => {
  it.each([
    ['pi', 'pi', true],
    ['pi', 'p', false],
    ['p', 'pi', false],
    ['pi', '*', true],
    ['', '*', true],
    ['', '', true],
    ['', '?', false],
    ['pi4', 'pi?', true],
    ['pi', 'pi?', false],
    ['web.example.com', '*.example.com', true],
    ['example.com', '*.example.com', false],
    ['aab', '*ab', true],
    ['abcabd', '*ab?', true],
    ['a.b', 'a\\.b', false],
    ['192.168.0.7', '192.168.0.?', true],
    ['x[1]', 'x[1]', true],
  ])('%s against %s: %s', (text, pattern, expected) => {
    expect(matchesPattern(text, pattern)).toBe(expected);
  });

  it('takes no time over a pattern made to be slow', () => {
    expect(matchesPattern('a'.repeat(5_000), `${'*a'.repeat(50)}*b`)).toBe(false);
  });
});

describe('lists', () => {
  it('is no match when a negated pattern matches, wherever it stands', () => {
    expect(matchesPatterns('pi', ['*', '!pi'])).toBe(false);
    expect(matchesPatterns('pi', ['!pi', '*'])).toBe(false);
    expect(matchesPatterns('pie', ['*', '!pi'])).toBe(true);
    expect(matchesPatterns('pie', ['!pi'])).toBe(false);
  });

  it('splits at commas, and knows no case in host names', () => {
    expect(matchesList('ann', 'bob,ann')).toBe(true);
    expect(matchesList('Ann', 'ann')).toBe(false);
    expect(matchesHostList('WEB.Example.com', '*.EXAMPLE.com,!db.*')).toBe(true);
  });
});
