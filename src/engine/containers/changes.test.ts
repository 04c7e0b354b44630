import { describe, expect, it } from 'vitest';
import { changesOf, withinLimit } from './changes.ts';

const changed = (path: string) => ({ path, kind: 'changed' }) as const;
const added = (path: string) => ({ path, kind: 'added' }) as const;

describe('changesOf', () => {
  it('tells noise from what somebody may have meant, by path', () => {
    const rows = [
      ...[changed('/tmp'), added('/tmp/x'), changed('/root'), added('/root/.bash_history')],
      ...[changed('/etc'), changed('/etc/passwd'), added('/srv'), added('/srv/app')],
      ...[added('/home/me/.cache/pip'), added('/tmpfiles'), added('/var/lib/apt/lists/a')],
    ];
    const clear = changesOf(rows).filter((change) => !change.noise);
    expect(clear.map((change) => change.path)).toEqual([
      '/etc/passwd',
      '/srv',
      '/srv/app',
      '/tmpfiles',
    ]);
  });

  it('keeps a changed folder that nothing below explains', () => {
    expect(changesOf([changed('/opt')])).toEqual([{ path: '/opt', kind: 'changed', noise: false }]);
  });
});

describe('withinLimit', () => {
  it('drops noise first', () => {
    const all = changesOf([added('/tmp/a'), added('/b'), added('/tmp/c'), added('/d')]);
    expect(withinLimit(all, 3).map((change) => change.path)).toEqual(['/b', '/d', '/tmp/a']);
    expect(withinLimit(all, 1).map((change) => change.path)).toEqual(['/b']);
    expect(withinLimit(all, 9)).toHaveLength(4);
  });
});
