import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNotices } from '../state/notices.ts';
import { openAddedHosts } from './added-hosts.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-added-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the files of an added host', () => {
  it('stay with its address when its name is changed, and go with the address', async () => {
    const added = await openAddedHosts(folder, createNotices());
    const entry = { label: 'web', address: 'ubuntu@web', production: false };
    const id = added.add({ ...entry, identityFile: '/keys/web' });
    const fileOf = () => {
      const route = added.found()[0]?.route;
      return route?.kind === 'ssh' ? route.identityFile : 'none';
    };
    expect(fileOf()).toBe('/keys/web');
    added.change(id, { ...entry, label: 'shop' });
    expect(fileOf()).toBe('/keys/web');
    added.change(id, { ...entry, address: 'ubuntu@other' });
    expect(fileOf()).toBeUndefined();
    await added.close();
  });

  it('make a way by TLS of an address without a login', async () => {
    const added = await openAddedHosts(folder, createNotices());
    const far = { label: 'far', address: 'tcp://10.0.0.2:2376', production: false };
    expect(() => added.add(far)).toThrow(/SSH or TLS/);
    added.add({ ...far, tlsFolder: '/certs' });
    expect(added.found()[0]?.route).toEqual({
      kind: 'direct',
      target: { kind: 'tcp', host: '10.0.0.2', port: 2376 },
      tlsFolder: '/certs',
    });
    await added.close();
  });
});
