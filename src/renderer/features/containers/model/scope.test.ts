import { describe, expect, it } from 'vitest';
import { ContainerId, HostId } from '../../../../contract/ids.ts';
import type { Target } from './acts.ts';
import { byHost, linesByHost, lockedHosts, scopeOf } from './scope.ts';

const near = HostId.parse('near');
const far = HostId.parse('far');
const target = (host: HostId, name: string, state: Target['state'] = 'running'): Target => ({
  host,
  id: ContainerId.parse('ab'.repeat(32)),
  name,
  state,
});
const all = [target(near, 'a'), target(far, 'b'), target(near, 'c', 'exited')];
const names = (targets: readonly Target[]) => targets.map(({ name }) => name);

describe('byHost', () => {
  it('puts together what is at one place, in the order given', () => {
    const found = byHost(all).map(({ host, items }) => [host, ...names(items)]);
    expect(found).toEqual([
      [near, 'a', 'c'],
      [far, 'b'],
    ]);
  });
});

describe('scopeOf', () => {
  const locked = lockedHosts([
    { id: far, production: true, unlocked: false },
    { id: near, production: true, unlocked: true },
  ]);

  it('takes what the deed fits and leaves out what stands on locked hosts', () => {
    const scope = scopeOf('stop', all, locked);
    expect(names(scope.targets)).toEqual(['a']);
    expect(names(scope.leftOut)).toEqual(['b']);
  });

  it('tries one alone, so that the refusal is told with its mend', () => {
    const scope = scopeOf('stop', all.slice(1, 2), locked);
    expect(names(scope.targets)).toEqual(['b']);
    expect(scope.leftOut).toEqual([]);
  });
});

describe('linesByHost', () => {
  const line = (items: readonly Target[]) => `docker stop ${names(items).join(' ')}`;

  it('is the one line where there is one host', () => {
    expect(linesByHost(all.slice(1, 2), line, String)).toBe('docker stop b');
  });

  it('says for which host each line is, as a comment that no label ends', () => {
    expect(linesByHost(all, line, (host) => `${host}\nreboot`)).toBe(
      '# near reboot\ndocker stop a c\n# far reboot\ndocker stop b',
    );
  });
});
