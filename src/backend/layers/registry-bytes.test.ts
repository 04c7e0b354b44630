import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { defaultSettings } from '../../contract/settings.ts';
import { createLatest } from '../flow/latest.ts';
import { createRegistryTable } from '../registries/registry-table.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { travelBytes } from './layer-bytes.ts';
import { registryBytes } from './registry-bytes.ts';

const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const none = { platform: 'linux', env: {}, home: '/nonexistent', root: '/nonexistent' } as const;

let close = async () => {};
afterEach(() => close());

/** A registry of one image: what a real one refuses to take can be in it. */
async function registryWith(config: object, layers: readonly object[]): Promise<string> {
  const json = JSON.stringify(config);
  const manifest = JSON.stringify({
    config: { mediaType: 'c', digest: sha256(json), size: json.length },
    layers,
  });
  const server = createServer(({ url = '' }, answer) => {
    const type = 'application/vnd.oci.image.manifest.v1+json';
    answer.writeHead(200, { 'content-type': type });
    answer.end(url.includes('/manifests/') ? manifest : json);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return `127.0.0.1:${(server.address() as { port: number }).port}/a/b:1`;
}

function open(reference: string) {
  const settings = { latest: createLatest(defaultSettings) } as SettingsStore;
  const table = createRegistryTable(none, Promise.resolve(settings));
  return registryBytes(table, { reference }, new AbortController().signal);
}

const layer = (name: string, more: object = {}) => ({
  ...{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: sha256(name), size: 100 },
  ...more,
});
const config = { os: 'windows', architecture: 'amd64', rootfs: { diff_ids: ['d1', 'd2'] } };

it('a layer that lies elsewhere is told, and does not travel', async () => {
  const mediaType = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip';
  const base = layer('base', { mediaType, urls: ['https://elsewhere.example/base'] });
  const bytes = await open(await registryWith(config, [base, layer('own')]));
  expect(bytes.facts?.layers.map(({ missing }) => missing)).toEqual(['foreign', 'no']);
  expect(bytes.facts?.warnings).toEqual([
    { kind: 'foreign-layer', example: sha256('base'), layer: 0 },
  ]);
  expect(travelBytes(bytes, new Set())).toBe(100);
  expect(travelBytes(bytes, new Set(['d2']))).toBe(0);
  expect(bytes, 'this machine’s own registry').toMatchObject({ remote: false });
});

it('a config that names other layers than the manifest is refused', async () => {
  const reference = await registryWith(config, [layer('own')]);
  await expect(open(reference)).rejects.toMatchObject({ code: 'archive-broken' });
});
