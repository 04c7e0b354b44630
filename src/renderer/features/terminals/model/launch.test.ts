import { describe, expect, it } from 'vitest';
import { ContainerId, HostId } from '../../../../contract/ids.ts';
import { emptyLaunch, launchFault, targetOf } from './launch.ts';

const place = { host: HostId.parse('local'), container: ContainerId.parse('a'.repeat(64)) };

describe('a new terminal', () => {
  it('leaves out what was not chosen', () => {
    expect(targetOf(emptyLaunch, place)).toEqual({ kind: 'exec', ...place });
    expect(targetOf({ command: '  ', user: ' ', workingDir: ' ' }, place)).toEqual({
      ...{ kind: 'exec', ...place },
    });
  });

  it('takes a command apart as a shell would', () => {
    const launch = { command: `sh -c 'echo "a b"'`, user: ' 1000:1000 ', workingDir: '/srv ' };
    expect(targetOf(launch, place)).toEqual({
      ...{ kind: 'exec', ...place },
      ...{ command: ['sh', '-c', 'echo "a b"'], user: '1000:1000', workingDir: '/srv' },
    });
  });

  it('tells what cannot be', () => {
    expect(launchFault({ ...emptyLaunch, command: `sh -c 'x` })).toBe('openQuote');
    expect(launchFault({ ...emptyLaunch, workingDir: 'srv' })).toBe('relativeFolder');
    expect(launchFault({ ...emptyLaunch, workingDir: '/srv' })).toBeUndefined();
  });
});
