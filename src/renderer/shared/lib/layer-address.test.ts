import { describe, expect, it } from 'vitest';
import { ArchiveId, ContainerId, HostId } from '../../../contract/ids.ts';
import type { LayerSource } from '../../../contract/layers.ts';
import { imageLayersPath, readSource, writeSource } from './layer-address.ts';

const host = HostId.parse('context:a/b c');

describe('the address of a source', () => {
  it.each<[LayerSource, string]>([
    [{ kind: 'image', host, image: 'a.io/b/c:1' }, 'image/context%3Aa%2Fb%20c/a.io/b/c:1'],
    [
      { kind: 'container', host, container: ContainerId.parse('0123456789ab') },
      'container/context%3Aa%2Fb%20c/0123456789ab',
    ],
    [{ kind: 'registry', reference: 'ghcr.io/a/b@sha256:1' }, 'registry//ghcr.io/a/b@sha256:1'],
    [{ kind: 'registry', reference: 'a/b', platform: 'linux/arm64' }, 'registry/linux%2Farm64/a/b'],
    [{ kind: 'archive', archive: ArchiveId.parse('k1') }, 'archive/k1/'],
    [{ kind: 'archive', archive: ArchiveId.parse('k1'), image: 'x/y:1' }, 'archive/k1/x/y:1'],
  ])('%o', (source, text) => {
    expect(writeSource(source)).toBe(text);
    expect(readSource(text)).toEqual(source);
  });

  it.each([undefined, '', 'image', 'image/local', 'image/local/', 'volume/local/x', 'image/%E0/x'])(
    'reads nothing from %s',
    (text) => expect(readSource(text)).toBeUndefined(),
  );

  it('survives the address bar', () => {
    const path = imageLayersPath(host, 'a/b:1 &x');
    const source = new URLSearchParams(path.slice(path.indexOf('?'))).get('source');
    expect(readSource(source ?? '')).toEqual({ kind: 'image', host, image: 'a/b:1 &x' });
  });
});
