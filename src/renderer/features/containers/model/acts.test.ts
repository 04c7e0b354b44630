import { describe, expect, it } from 'vitest';
import { ContainerId, HostId } from '../../../../contract/ids.ts';
import { actCommand, fits, type Target, undoOf } from './acts.ts';

const id = ContainerId.parse('ab'.repeat(32));
const host = HostId.parse('docker-host');
const web: Target = { host, id, name: 'web', state: 'running' };

describe('fits', () => {
  it('offers each deed where the engine would do it', () => {
    expect(fits('start', 'exited')).toBe(true);
    expect(fits('start', 'running')).toBe(false);
    expect(fits('stop', 'restarting')).toBe(true);
    expect(fits('pause', 'paused')).toBe(false);
    expect(fits('unpause', 'paused')).toBe(true);
    expect(fits('restart', 'created')).toBe(false);
    expect(fits('remove', 'removing')).toBe(false);
  });
});

describe('undoOf', () => {
  it('gives the opposite, and the old name back', () => {
    expect(undoOf({ kind: 'stop', timeoutSeconds: 1 }, web)).toEqual({ kind: 'start' });
    expect(undoOf({ kind: 'pause' }, web)).toEqual({ kind: 'unpause' });
    expect(undoOf({ kind: 'rename', name: 'next' }, web)).toEqual({ kind: 'rename', name: 'web' });
  });

  it('gives nothing for what is lost, and no id as a name', () => {
    expect(undoOf({ kind: 'remove', force: true, volumes: false }, web)).toBeUndefined();
    expect(undoOf({ kind: 'kill', signal: 'SIGKILL' }, web)).toBeUndefined();
    const nameless: Target = { ...web, name: id.slice(0, 12) };
    expect(undoOf({ kind: 'rename', name: 'next' }, nameless)).toBeUndefined();
  });
});

describe('actCommand', () => {
  it('is the line that docker takes', () => {
    const two = [web, { name: 'my db' }];
    expect(actCommand({ kind: 'stop', timeoutSeconds: 10 }, two)).toBe("docker stop web 'my db'");
    expect(actCommand({ kind: 'stop', timeoutSeconds: 0 }, [web])).toBe('docker stop -t 0 web');
    expect(actCommand({ kind: 'kill', signal: 'SIGHUP' }, [web])).toBe('docker kill -s SIGHUP web');
    expect(actCommand({ kind: 'rename', name: 'b' }, [web])).toBe('docker rename web b');
    expect(actCommand({ kind: 'remove', force: true, volumes: true }, [web])).toBe(
      'docker rm -f -v web',
    );
  });
});
