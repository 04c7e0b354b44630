import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistry } from '../../src/engine/registry/client.ts';
import { readManifest } from '../../src/engine/registry/manifest.ts';
import { findPlatforms } from '../../src/engine/registry/platforms.ts';
import type { RegistryWay } from '../../src/engine/registry/registry.ts';
import { startRegistries } from '../support/bed/registries.ts';
import { registryAddress } from '../support/bed/registry-address.ts';
import { pushForOnePlatform, pushImage } from '../support/bed/registry-push.ts';
import { makeAuthority } from '../support/hosts/certificates.ts';
import { fixtureImage } from '../support/images/fixtures.ts';
import { freePort, type OwnRegistry, ownRegistry } from '../support/registry/own-registry.ts';
import { type TokenServer, tokenServer } from '../support/registry/token-server.ts';
import { problemOf } from './engine-support.ts';

await startRegistries();

// bcrypt of `bed-password`, as in the bed
const users = 'bed:$2b$05$pBU2GhmH8D5j2mGlY3wOPeS2q4KzkX4HaHnPmKYFz3U7FQMTzmIIq\n';
const login = { kind: 'password', username: 'bed', password: 'bed-password' } as const;

describe('a real registry', () => {
  let folder = '';
  let tokens: TokenServer;
  let [plain, secure, guarded]: OwnRegistry[] = [];
  let files: { ca: string; cert: string; key: string };
  const opened: { close(): void }[] = [];
  const client = (way: Partial<RegistryWay> & { name: string }) => {
    const one = createRegistry({ login: null, plainAgreed: false, ...way });
    opened.push(one);
    return one;
  };
  const address = (one: OwnRegistry | undefined) => one?.address ?? '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'longshore-registries-'));
    const data = join(folder, 'data');
    const authority = await makeAuthority(join(folder, 'ca'));
    const server = await authority.issue('server', { for: 'serverAuth', names: 'IP:127.0.0.1' });
    const own = await authority.issue('client', { for: 'clientAuth' });
    files = { ca: authority.file, ...own };
    const port = await freePort();
    tokens = await tokenServer({
      ...{ port, user: login.username, password: login.password, ...server },
    });
    plain = await ownRegistry({ data });
    secure = await ownRegistry({ data, users, tls: { ...server, clientCa: authority.file } });
    guarded = await ownRegistry({
      data,
      tokens: { realm: tokens.realm, bundle: authority.file },
    });
    const base = `http://${plain.address}`;
    const image = await fixtureImage('web');
    await pushImage({ base, repository: 'a/web', tags: ['1', '1.0', 'latest'] }, image);
    await pushImage({ base, repository: 'open/web', tags: ['1'] }, image);
    const foreign = await fixtureImage('foreign');
    await pushForOnePlatform({ base, repository: 'a/foreign', tags: ['1'] }, foreign);
  });
  afterAll(async () => {
    for (const one of opened) one.close();
    await Promise.all([plain, secure, guarded].map((one) => one?.stop()));
    await tokens?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('tells tags, platforms, sizes and layers, by plain HTTP on loopback', async () => {
    const registry = client({ name: address(plain) });
    await registry.ping();
    expect([...(await registry.tags('a/web')).tags].sort()).toEqual(['1', '1.0', 'latest']);
    const { digest } = await registry.head('a/web', '1');
    const raw = await registry.manifest('a/web', digest);
    expect(raw.digest).toBe(digest);
    const manifest = readManifest(raw);
    if (manifest.kind !== 'image') throw new Error(manifest.kind);
    const image = await fixtureImage('web');
    const [first] = manifest.image.layers;
    const parts: Uint8Array[] = [];
    const wish = { digest: first?.digest ?? '', sizeBytes: first?.size ?? 0 };
    for await (const part of registry.blob('a/web', wish)) parts.push(part);
    expect(gunzipSync(Buffer.concat(parts)).equals(image.layers[0] ?? Buffer.alloc(0))).toBe(true);
    const found = await findPlatforms(registry, { repository: 'a/foreign', reference: '1' });
    const { architecture } = await fixtureImage('foreign');
    expect(found.platforms).toMatchObject([{ platform: `linux/${architecture}` }]);
    expect(found.platforms[0]?.sizeBytes).toBeGreaterThan(500);
    expect(await problemOf(registry.tags('a/none'))).toMatchObject({ code: 'manifest-unknown' });
    expect(await problemOf(registry.head('a/web', 'none'))).toMatchObject({
      ...{ code: 'manifest-unknown', facts: { name: 'a/web:none' } },
    });
  });

  it('lets in by TLS with an own authority, a certificate of the client, and a login', async () => {
    const name = address(secure);
    const [ca, cert, key] = await Promise.all(
      [files.ca, files.cert, files.key].map((file) => readFile(file, 'utf8')),
    );
    const tls = { ca: ca ?? '', cert: cert ?? '', key: key ?? '' };
    expect((await client({ name, login, tls }).tags('a/web')).tags).toContain('1.0');
    expect((await problemOf(client({ name, login }).ping())).facts).toMatchObject({
      ...{ registry: name, reason: 'authority' },
    });
    const without = client({ name, login, tls: { ca: ca ?? '' } });
    expect(await problemOf(without.ping())).toMatchObject({
      ...{ code: 'registry-untrusted', facts: { reason: 'client' } },
    });
    expect((await problemOf(client({ name, tls }).tags('a/web'))).code).toBe(
      'registry-unauthorized',
    );
    const wrong = { ...login, password: 'no' };
    expect((await problemOf(client({ name, tls, login: wrong }).ping())).code).toBe(
      'registry-unauthorized',
    );
  });

  it('gives tokens by scope, and a new one when the old has run out', async () => {
    const name = address(guarded);
    const registry = client({ name, login });
    await registry.ping();
    expect((await registry.tags('a/web')).tags).toContain('1');
    const before = tokens.given.length;
    await registry.head('a/web', '1');
    expect(tokens.given.length, 'the token is kept').toBe(before);
    tokens.lifeSeconds = 1;
    const short = client({ name, login });
    await short.head('a/web', '1');
    // The registry gives a minute of grace, we none: the token is asked for anew.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await short.head('a/web', '1');
    tokens.lifeSeconds = 300;
    expect(tokens.given.slice(before)).toEqual(Array(2).fill('repository:a/web:pull'));
    expect((await client({ name }).tags('open/web')).tags).toEqual(['1']);
    expect((await problemOf(client({ name }).tags('a/web'))).code).toBe('registry-unauthorized');
    const wrong = client({ name, login: { ...login, password: 'no' } });
    expect((await problemOf(wrong.ping())).code).toBe('registry-login-refused');
  });

  it('of the bed: without TLS only when agreed, with TLS only when its authority is known', async () => {
    const [open, tls] = await Promise.all([registryAddress('plain'), registryAddress('tls')]);
    expect((await problemOf(client({ name: open }).ping())).code).toBe('registry-insecure');
    await client({ name: open, plainAgreed: true }).ping();
    expect((await problemOf(client({ name: tls }).ping())).code).toBe('registry-untrusted');
    // An agreement to plain text is none to a certificate of nobody.
    expect((await problemOf(client({ name: tls, plainAgreed: true }).ping())).code).toBe(
      'registry-untrusted',
    );
  });

  it('is asked as a mirror of the default one', async () => {
    const mirror = await registryAddress('plain');
    const hub = client({ name: 'docker.io', address: mirror, plainAgreed: true });
    expect((await hub.tags('library/hello')).tags).toEqual(['latest']);
  });
});
