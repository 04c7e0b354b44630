import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../../../contract/containers.ts';
import { shownChanges, splitPath } from './changes.ts';

const changes: readonly FileChange[] = [
  { path: '/etc/passwd', kind: 'changed', noise: false },
  { path: '/srv/App', kind: 'added', noise: false },
  { path: '/tmp/app', kind: 'added', noise: true },
  { path: '/bin/vi', kind: 'removed', noise: false },
];
const paths = (view: Partial<Parameters<typeof shownChanges>[1]>) =>
  shownChanges(changes, { text: '', kind: undefined, hideNoise: true, ...view }).map(
    (change) => change.path,
  );

describe('shownChanges', () => {
  it('hides noise until asked', () => {
    expect(paths({ text: 'app' })).toEqual(['/srv/App']);
    expect(paths({ text: 'app', hideNoise: false })).toEqual(['/srv/App', '/tmp/app']);
  });
  it('shows one kind, and every word must be in the path', () => {
    expect(paths({ kind: 'removed' })).toEqual(['/bin/vi']);
    expect(paths({ text: 'etc pass' })).toEqual(['/etc/passwd']);
    expect(paths({ text: 'etc vi' })).toEqual([]);
  });
});

it('splits a path where its name begins', () =>
  expect(splitPath('/etc/passwd')).toEqual(['/etc/', 'passwd']));
