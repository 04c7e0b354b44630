import { describe, expect, it } from 'vitest';
import type { ImageId } from '../../contract/ids.ts';
import type { ImageSummary } from '../../contract/images.ts';
import type { EngineEvent } from '../../engine/events/events.ts';
import { effectsOf } from './coalesce.ts';
import { createTagOwners } from './tag-owners.ts';

const event = (kind: EngineEvent['kind'], action: string, more: Partial<EngineEvent> = {}) =>
  effectsOf({ kind, action, id: 'x', attributes: {}, timeNano: '1', ...more });

describe('effectsOf', () => {
  it.each([
    'exec_create: sh',
    'exec_start: sh',
    'exec_die',
    'exec',
    'top',
    'attach',
    'detach',
    'export',
    'resize',
    'archive-path',
  ])('has nothing to do after %s', (action) => {
    expect(event('container', action)).toEqual([]);
  });

  it('tells a changed container from one that is gone', () => {
    expect(event('container', 'health_status: healthy')).toEqual([
      { kind: 'container', id: 'x', gone: false },
    ]);
    expect(event('container', 'destroy')).toEqual([{ kind: 'container', id: 'x', gone: true }]);
  });

  it('looks at the container that joined a network', () => {
    const attributes = { name: 'net', container: 'c1' };
    expect(event('network', 'connect', { attributes })).toEqual([
      { kind: 'network', name: 'net', container: 'c1' },
    ]);
  });

  it('finds the image that a commit made', () => {
    expect(event('container', 'commit', { attributes: { imageID: 'sha256:1' } })).toEqual([
      { kind: 'image', id: 'sha256:1' },
    ]);
  });
});

describe('createTagOwners', () => {
  it('names the image that lost its tag to another', () => {
    const owners = createTagOwners();
    const image = (id: string, tags: string[]) => ({ id: id as ImageId, tags }) as ImageSummary;
    owners.saw([image('old', ['web:1', 'web:2']), image('other', ['db:1'])]);
    expect(owners.took(image('new', ['web:1']))).toEqual(['old']);
    expect(owners.took(image('new', ['web:1']))).toEqual([]);
    owners.lost('other' as ImageId);
    expect(owners.took(image('new', ['web:1', 'db:1']))).toEqual([]);
  });
});
