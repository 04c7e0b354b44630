import { describe, expect, it } from 'vitest';
import { factsNeeded } from '../i18n/problem-text.ts';
import { availableCommands } from './commands.ts';
import { keyCaps } from './key-caps.ts';
import { markOf } from './state-of.ts';

describe('markOf', () => {
  it.each([
    [{ state: 'running', health: 'none', exitCode: null }, 'running'],
    [{ state: 'running', health: 'unhealthy', exitCode: null }, 'unhealthy'],
    [{ state: 'exited', health: 'unhealthy', exitCode: 0 }, 'exited'],
    [{ state: 'exited', health: 'none', exitCode: 137 }, 'failed'],
    [{ state: 'removing', health: 'none', exitCode: null }, 'dead'],
  ] as const)('%o wears %s', (condition, mark) => {
    expect(markOf(condition)).toBe(mark);
  });
});

describe('keyCaps', () => {
  it('words keys as the platform does', () => {
    expect(keyCaps('$mod+Shift+KeyR', false)).toEqual(['Ctrl+Shift+R']);
    expect(keyCaps('$mod+KeyK', true)).toEqual(['⌘K']);
    expect(keyCaps('g c', false)).toEqual(['G', 'C']);
  });
});

describe('availableCommands', () => {
  const run = () => {};
  const fixed = [
    { id: 'a', title: 'a', run },
    { id: 'b', title: 'b', needsHost: true, run },
  ];
  it('leaves out what needs a host where there is none', () => {
    expect(availableCommands({ fixed, mounted: [] }, false).map((one) => one.id)).toEqual(['a']);
  });
  it('lets a mounted command replace a fixed one', () => {
    const mounted = [[{ id: 'a', title: 'mine', run }]];
    expect(availableCommands({ fixed, mounted }, true).map((one) => one.title)).toEqual([
      'mine',
      'b',
    ]);
  });
});

describe('factsNeeded', () => {
  it('reads the names in a text', () => {
    expect(factsNeeded('{{name}} does not exist for {{platform}}.')).toEqual(['name', 'platform']);
  });
});
