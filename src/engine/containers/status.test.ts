import { describe, expect, it } from 'vitest';
import { exitCodeOf, healthOf, stateOf } from './status.ts';

describe('status', () => {
  it.each([
    ['Exited (137) 3 days ago', 'exited', 137],
    ['Exited (0) Less than a second ago', 'exited', 0],
    ['Exited (-1) 2 weeks ago', 'exited', -1],
    ['Dead', 'dead', null],
    ['Up 3 hours', 'running', null],
    ['Created', 'created', null],
    // The code of the last end is not the state of now.
    ['Restarting (1) 5 seconds ago', 'restarting', null],
    ['', 'exited', null],
  ] as const)('%s', (status, state, code) => {
    expect(exitCodeOf(status, state)).toBe(code);
  });

  it.each([
    ['Up 2 hours (healthy)', 'healthy'],
    ['Up 2 hours (unhealthy)', 'unhealthy'],
    ['Up 3 seconds (health: starting)', 'starting'],
    ['Up 3 seconds (starting)', 'starting'],
    ['Up 3 seconds (Paused)', 'none'],
    ['', 'none'],
  ])('health of %s', (status, health) => {
    expect(healthOf(status)).toBe(health);
  });

  it('knows the words of both engines', () => {
    expect(stateOf('running')).toBe('running');
    expect(stateOf('Configured')).toBe('created');
    expect(stateOf('stopped')).toBe('exited');
    expect(stateOf('constructor')).toBe('dead');
  });
});
