import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { registryLayers } from '../../src/backend/registries/registry-layers.ts';
import { createRegistryTable } from '../../src/backend/registries/registry-table.ts';
import { openSettings } from '../../src/backend/settings/settings-store.ts';
import { createNotices } from '../../src/backend/state/notices.ts';
import type { CheckedTag } from '../../src/contract/registries.ts';
import { createRegistry } from '../../src/engine/registry/client.ts';
import { registryLogin, startRegistries } from '../support/bed/registries.ts';
import { registryAddress } from '../support/bed/registry-address.ts';
import { pushImage } from '../support/bed/registry-push.ts';
import { allFiles } from '../support/everything-written.ts';
import { fixtureImage } from '../support/images/fixtures.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { stuckRegistry } from '../support/registry/stuck-registry.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import { type Api, type BackendBed, backendOn, ended } from './backend-support.ts';

await startRegistries();
const plain = await registryAddress('plain');
const guarded = await registryAddress('auth');
const secure = await registryAddress('tls');
const runFile = promisify(execFile);
const { user: username, password } = registryLogin;

await eachTarget('registries', (target) => {
  const raw = rawEngine(target.socket);
  const docker = isDocker(target);
  const made: string[] = [];
  const frames: string[] = [];
  const said: string[] = [];
  let bed: BackendBed;
  let api: Api;
  beforeAll(async () => {
    bed = await backendOn(target.socket, {
      onFrame: (frame) => frames.push(JSON.stringify(frame) ?? ''),
      log: (line) => said.push(line),
    });
    api = bed.window().api;
  });
  afterEach(async () => {
    for (const image of made.splice(0)) await raw.ask('DELETE', `/images/${image}?force=1`);
  });
  afterAll(async () => {
    expect(bed.faults).toEqual([]);
    await bed.close();
  });
  const own = (reference: string) => {
    made.push(reference);
    return reference;
  };
  const agree = (registry: string) => api.registries.agreeToPlain({ registry, agreed: true });
  const problemOf = (call: Promise<unknown>) =>
    call.then(
      () => expect.fail('it was not refused'),
      (error: { problem: unknown }) => error.problem,
    );

  it('signs in where the CLI keeps it, pulls, pushes under another name, and signs out {71}', async () => {
    const private_ = own(`${guarded}/private/busybox:1`);
    const tags = () => api.registries.tags({ reference: private_ });
    expect(await problemOf(tags())).toMatchObject({
      ...{ code: 'registry-insecure', mend: { kind: 'trust-plain', registry: guarded } },
    });
    await agree(guarded);
    expect(await problemOf(tags())).toMatchObject({
      ...{ code: 'registry-unauthorized', mend: { kind: 'sign-in', registry: guarded } },
    });
    const wrong = { registry: guarded, username, password: 'wrong-password' };
    expect(await problemOf(api.registries.signIn(wrong))).toMatchObject({
      code: 'registry-login-refused',
    });
    expect(await api.registries.signIn({ registry: guarded, username, password })).toEqual({
      helper: '',
    });
    expect(await api.registries.list({})).toEqual({
      logins: [{ registry: guarded, username, keeper: 'docker-file', helper: '' }],
      problem: null,
    });
    expect(await tags()).toEqual({ tags: ['1'], more: false });
    const pull = async () => {
      const { job } = await api.images.pull({ host: bed.host, reference: private_ });
      return ended(api, job);
    };
    expect(await pull()).toMatchObject({ state: 'done', problem: null });

    const reference = own(`${guarded}/pushed-${raw.id}/busybox:2`);
    const push = async (name: string) => {
      const { job } = await api.images.push({ host: bed.host, image: private_, reference: name });
      return ended(api, job);
    };
    const first = await push(reference);
    expect(first).toMatchObject({
      ...{ kind: 'push', state: 'done', result: { references: [reference], tagged: true } },
    });
    const { digest } = await createRegistry({
      ...{ name: guarded, plainAgreed: true },
      login: { kind: 'password', username, password },
    }).head(`pushed-${raw.id}/busybox`, '2');
    if (docker) {
      expect(first.result?.digest).toBe(digest);
      expect((await push(reference)).steps).toMatchObject([{ phase: 'exists' }]);
      // What the registry has in another repository does not travel again.
      const other = await push(own(`${guarded}/again-${raw.id}/busybox:2`));
      const from = expect.stringMatching(/^[a-z][\w-]+\/busybox$/);
      expect(other.steps).toMatchObject([{ phase: 'mounted', from }]);
    }
    const journal = await api.journal.list({ limit: 20 });
    expect(journal.map(({ action, command }) => `${action}: ${command}`)).toEqual(
      expect.arrayContaining([
        `registries.signIn: docker login -u ${username} ${guarded}`,
        `images.tag: docker tag ${private_} ${reference}`,
        `images.push: docker push ${reference}`,
      ]),
    );

    // The CLI goes by the same login.
    if (docker) {
      const env = { ...process.env, DOCKER_HOST: target.dockerHost };
      const DOCKER_CONFIG = join(bed.folder, '.docker');
      await raw.ask('DELETE', `/images/${private_}?force=1`);
      await runFile('docker', ['pull', private_], { env: { ...env, DOCKER_CONFIG } });
      const logins = await runFile('docker', ['logout', guarded], {
        env: { ...env, DOCKER_CONFIG },
      });
      expect(logins.stdout).toContain('Removing login credentials');
      expect((await api.registries.list({})).logins).toEqual([]);
      await api.registries.signIn({ registry: guarded, username, password });
    }
    await api.registries.signOut({ registry: guarded });
    expect(await problemOf(tags())).toMatchObject({ code: 'registry-unauthorized' });
    await raw.ask('DELETE', `/images/${private_}?force=1`);
    expect(await pull()).toMatchObject({
      ...{ state: 'failed', problem: { code: 'registry-unauthorized' } },
    });
    const written = await allFiles(join(bed.folder, 'state'));
    for (const text of [written, frames.join('\n'), said.join('\n')]) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(Buffer.from(`${username}:${password}`).toString('base64'));
      expect(text).not.toContain('wrong-password');
    }
  });

  it('a push that is refused says why, and one under no name is none', async () => {
    const image = 'longshore/busybox:1';
    const reference = own(`${guarded}/refused/busybox:1`);
    const { job } = await api.images.push({ host: bed.host, image, reference });
    expect(await ended(api, job)).toMatchObject({
      ...{ state: 'failed', problem: { code: 'registry-unauthorized' } },
    });
    const untrusted = own(`${secure}/refused/busybox:1`);
    const other = await api.images.push({ host: bed.host, image, reference: untrusted });
    expect(await ended(api, other.job)).toMatchObject({
      ...{ state: 'failed', problem: { code: 'registry-untrusted' } },
    });
    const push = (name: string) =>
      problemOf(api.images.push({ host: bed.host, image, reference: name }));
    expect(await push('UPPER:1')).toMatchObject({ code: 'bad-reference' });
    expect(await push(`a@sha256:${'a'.repeat(64)}`)).toMatchObject({ code: 'bad-reference' });
    const unknown = api.images.push({ host: bed.host, image: 'nothing:9', reference: 'a/b:1' });
    expect(await problemOf(unknown)).toMatchObject({ code: 'image-not-found' });
  });

  it('a push is cancelled in its middle', async () => {
    const stuck = await stuckRegistry();
    const reference = own(`${stuck.address}/stuck/busybox:1`);
    const image = 'longshore/busybox:1';
    const { job } = await api.images.push({ host: bed.host, image, reference });
    await stuck.uploading;
    await api.jobs.cancel({ job });
    expect(await ended(api, job)).toMatchObject({ state: 'cancelled', problem: null });
    await stuck.close();
  });

  it('tells platforms, sizes, and which the engine runs {76 partial}', async () => {
    await agree(plain);
    const found = await api.registries.platforms({
      ...{ reference: `${plain}/fixtures/foreign:1`, host: bed.host },
    });
    const { architecture } = await fixtureImage('foreign');
    expect(found).toMatchObject({
      ...{ more: false, platforms: [{ platform: `linux/${architecture}`, fits: false }] },
    });
    expect(found.wanted).toMatch(/^linux\/(amd64|arm64)$/);
    const fitting = await api.registries.platforms({
      ...{ reference: 'hello', host: bed.host, mirror: `http://${plain}` },
    });
    expect(fitting.platforms).toMatchObject([{ platform: found.wanted, fits: true }]);
    expect(fitting.platforms[0]?.sizeBytes).toBeGreaterThan(500_000);
  });

  it('checks every tag for a newer image, without a pull {75}', async () => {
    await agree(plain);
    const repository = `check-${raw.id}/app`;
    const publish = async (name: 'busybox' | 'web') =>
      pushImage(
        { base: `http://${plain}`, repository, tags: ['1', '2'] },
        await fixtureImage(name),
      );
    await publish('busybox');
    const [one, two] = [own(`${plain}/${repository}:1`), own(`${plain}/${repository}:2`)];
    for (const reference of [one, two]) {
      await ended(api, (await api.images.pull({ host: bed.host, reference })).job);
    }
    const check = async (anew: boolean) => {
      const found = new Map<string, CheckedTag>();
      let count = 0;
      for await (const { checked, total } of api.registries.checkNewer({ host: bed.host, anew })) {
        for (const row of checked) found.set(row.tag, row);
        count = total;
      }
      expect(found.size).toBe(count);
      return found;
    };
    const before = await check(false);
    expect(before.get(one)?.problem).toBeNull();
    expect([before.get(one)?.state, before.get(two)?.state]).toEqual(['same', 'same']);
    const loaded = [...before.values()].find(({ tag }) => tag.endsWith('longshore/web:1'));
    expect(loaded?.state).toBe('local-only');
    await publish('web');
    expect((await check(false)).get(one)?.state, 'kept for a while').toBe('same');
    const after = await check(true);
    expect(after.get(one)).toMatchObject({ state: 'newer', problem: null });
    expect(after.get(one)?.digest).toMatch(/^sha256:/);
    // What came by the engine's mirror is asked for at ours, where the default registry is not reached.
    if (docker) {
      await api.settings.update({ registryMirror: `http://${plain}` });
      await ended(api, (await api.images.pull({ host: bed.host, reference: own('hello') })).job);
      expect((await check(false)).get('hello:latest')).toMatchObject({ state: 'same' });
      expect((await api.registries.tags({ reference: 'hello' })).tags).toEqual(['latest']);
      await api.settings.update({ registryMirror: '' });
    }
    await api.registries.agreeToPlain({ registry: plain, agreed: false });
    expect((await check(true)).get(two)).toMatchObject({
      ...{ state: 'unknown', problem: { code: 'registry-insecure' } },
    });
  });

  it('gives the layers of an image one by one', async () => {
    if (!docker) return;
    const folder = join(bed.folder, 'layers');
    const settings = openSettings(folder, createNotices());
    await (await settings).update({ plainRegistries: [plain] });
    const around = { platform: 'linux', env: {}, home: folder, root: folder } as const;
    const table = createRegistryTable(around, settings);
    const image = await registryLayers(table, { reference: `${plain}/fixtures/web:1` });
    const fixture = await fixtureImage('web');
    expect(image.config.digest).toBe(fixture.id);
    expect(image.layers).toHaveLength(3);
    const [, second] = image.layers;
    if (!second) throw new Error('no layer');
    const parts: Uint8Array[] = [];
    for await (const part of image.open(second)) parts.push(part);
    expect(gunzipSync(Buffer.concat(parts)).equals(fixture.layers[1] ?? Buffer.alloc(0))).toBe(
      true,
    );
    const other = { reference: `${plain}/fixtures/foreign:1`, platform: 'linux/s390x' };
    expect(await problemOf(registryLayers(table, other))).toMatchObject({
      code: 'platform-unavailable',
    });
    table.close();
    await (await settings).close();
  });
});
