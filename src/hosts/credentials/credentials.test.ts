import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Surroundings } from '../found-host.ts';
import { listLogins } from './list-logins.ts';
import { readLogin } from './read-login.ts';
import { registryOf } from './registry-key.ts';
import { registryTrust } from './registry-trust.ts';
import { eraseLogin, storeLogin } from './write-login.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'longshore-credentials-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const around = (env: Record<string, string> = {}): Surroundings => ({
  platform: 'linux',
  env: { PATH: `${home}/bin:/usr/bin:/bin`, HOME: home, ...env },
  home,
  root: home,
});
const configFile = () => join(home, '.docker/config.json');

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
const putConfig = (config: object) => put(configFile(), JSON.stringify(config));
const config = async () => JSON.parse(await readFile(configFile(), 'utf8')) as object;

const auth = (user: string, password: string) => ({
  auth: Buffer.from(`${user}:${password}`).toString('base64'),
});
const ann = { kind: 'password', username: 'ann', password: 'pa:ss' };

/** A helper that keeps one login in a file, and writes down its arguments and input. */
async function helper(name: string, script?: string): Promise<void> {
  const file = join(home, 'bin', `docker-credential-${name}`);
  const usual = `
input=$(cat)
echo "$@ $input" >> "$HOME/calls"
case $1 in
  store) echo "$input" > "$HOME/kept" ;;
  get) cat "$HOME/kept" 2>/dev/null || { echo "credentials not found in native keychain"; exit 1; } ;;
  erase) rm -f "$HOME/kept" ;;
  list) echo '{"https://index.docker.io/v1/":"ann","r.lan":"<token>"}' ;;
esac`;
  await put(file, `#!/bin/sh\n${script ?? usual}\n`);
  await chmod(file, 0o755);
}
const calls = () => readFile(join(home, 'calls'), 'utf8');

describe('the file of the Docker CLI', () => {
  it('is read, however the registry is written in it', async () => {
    await putConfig({
      auths: {
        'https://index.docker.io/v1/': auth('ann', 'pa:ss'),
        'https://r.lan/v2/': auth('bob', 'x'),
        'ghcr.io': { identitytoken: 'refresh', ...auth('cid', '') },
        'old.lan': { username: 'dan', password: 'y' },
        'empty.lan': {},
        'odd.lan': { auth: '!!' },
      },
    });
    expect(await readLogin(around(), 'docker.io')).toEqual(ann);
    expect(await readLogin(around(), 'r.lan')).toMatchObject({ username: 'bob' });
    expect(await readLogin(around(), 'ghcr.io')).toEqual({
      ...{ kind: 'identity-token', token: 'refresh' },
    });
    expect(await readLogin(around(), 'old.lan')).toMatchObject({ username: 'dan', password: 'y' });
    for (const none of ['empty.lan', 'odd.lan', 'other.lan', '__proto__', 'constructor']) {
      expect(await readLogin(around(), none), none).toBeNull();
    }
    const { logins } = await listLogins(around());
    expect(logins.map(({ registry, username }) => `${registry} ${username}`)).toEqual([
      ...['docker.io ann', 'ghcr.io cid', 'old.lan dan', 'r.lan bob'],
    ]);
    expect(JSON.stringify(logins)).not.toContain('refresh');
  });

  it('is written as the CLI writes it, and nothing else in it changes', async () => {
    await putConfig({ HttpHeaders: { a: 'b' }, auths: { 'r.lan': auth('bob', 'x') } });
    await chmod(configFile(), 0o600);
    await storeLogin(around(), { registry: 'docker.io', username: 'ann', password: 'pa:ss' });
    await storeLogin(around(), { registry: 'r.lan', username: 'bob', password: 'new' });
    expect(await config()).toEqual({
      HttpHeaders: { a: 'b' },
      auths: {
        'https://index.docker.io/v1/': auth('ann', 'pa:ss'),
        'r.lan': auth('bob', 'new'),
      },
    });
    expect(await readFile(configFile(), 'utf8')).toContain('\n\t"auths": {');
    await eraseLogin(around(), 'docker.io');
    expect(await config()).toEqual({
      ...{ HttpHeaders: { a: 'b' }, auths: { 'r.lan': auth('bob', 'new') } },
    });
    await expect(eraseLogin(around(), 'docker.io')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is made for its owner alone, where DOCKER_CONFIG says', async () => {
    const elsewhere = around({ DOCKER_CONFIG: join(home, 'elsewhere') });
    await storeLogin(elsewhere, { registry: 'r.lan', username: 'ann', password: 'pa:ss' });
    const file = join(home, 'elsewhere/config.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
    expect(await readLogin(elsewhere, 'r.lan')).toEqual(ann);
  });

  it('that is not understood is left as it is', async () => {
    await put(configFile(), '{"auths": ');
    expect(await readLogin(around(), 'r.lan')).toBeNull();
    const storing = storeLogin(around(), { registry: 'r.lan', username: 'a', password: 'b' });
    await expect(storing).rejects.toMatchObject({ code: 'storage-failed' });
    expect(await readFile(configFile(), 'utf8')).toBe('{"auths": ');
  });
});

describe('a helper', () => {
  it('gets secrets by its input, never by its arguments', async () => {
    await helper('test');
    await putConfig({ credsStore: 'test' });
    await storeLogin(around(), { registry: 'docker.io', username: 'ann', password: 'pa:ss' });
    expect(await config()).toEqual({
      ...{ credsStore: 'test', auths: { 'https://index.docker.io/v1/': {} } },
    });
    expect(await readLogin(around(), 'docker.io')).toEqual(ann);
    const { logins } = await listLogins(around());
    expect(logins).toEqual([
      { registry: 'docker.io', username: 'ann', keeper: 'helper', helper: 'test' },
      { registry: 'r.lan', username: '', keeper: 'helper', helper: 'test' },
    ]);
    await eraseLogin(around(), 'docker.io');
    expect(await readLogin(around(), 'docker.io')).toBeNull();
    expect(await calls()).toBe(
      [
        'store {"ServerURL":"https://index.docker.io/v1/","Username":"ann","Secret":"pa:ss"}',
        'get https://index.docker.io/v1/',
        ...['list ', 'erase https://index.docker.io/v1/', 'get https://index.docker.io/v1/', ''],
      ].join('\n'),
    );
    expect(await config()).toEqual({ credsStore: 'test', auths: {} });
  });

  it('of one registry counts before the one for all', async () => {
    await helper('one', 'echo \'{"ServerURL":"r.lan","Username":"<token>","Secret":"t"}\'');
    await putConfig({ credsStore: 'missing', credHelpers: { 'r.lan': 'one' } });
    expect(await readLogin(around(), 'r.lan')).toEqual({ kind: 'identity-token', token: 't' });
    await expect(readLogin(around(), 'other.lan')).rejects.toMatchObject({
      ...{ code: 'credential-helper' },
      problem: { facts: { helper: 'docker-credential-missing' }, detail: 'It is not installed.' },
    });
    const { logins, problem } = await listLogins(around());
    expect(logins).toMatchObject([{ registry: 'r.lan', helper: 'one' }]);
    expect(problem).toMatchObject({ code: 'credential-helper' });
  });

  it.each(['../evil', '/bin/sh', 'a b', '-x', 'x;y', ''])(
    'by the name “%s” is never run',
    async (name) => {
      await putConfig({ credHelpers: { 'r.lan': name }, credsStore: name });
      const asked = readLogin(around(), 'r.lan');
      if (name === '') expect(await asked).toBeNull();
      else await expect(asked).rejects.toMatchObject({ code: 'credential-helper' });
    },
  );

  it('that fails tells no secret', async () => {
    await helper('bad', 'echo "the secret is 42"; exit 1');
    await putConfig({ credsStore: 'bad' });
    const error = await readLogin(around(), 'r.lan').catch((one: unknown) => one);
    expect(JSON.stringify(error)).toContain('credential-helper');
    expect(JSON.stringify(error)).not.toContain('42');
  });
});

describe('Podman’s file', () => {
  it('is read after the CLI’s, the narrowest key first', async () => {
    await put(
      join(home, 'run/containers/auth.json'),
      JSON.stringify({
        auths: { 'r.lan': auth('all', 'x'), 'r.lan/team': auth('team', 'y') },
      }),
    );
    const env = { XDG_RUNTIME_DIR: join(home, 'run') };
    expect(await readLogin(around(env), 'r.lan', 'team/app')).toMatchObject({ username: 'team' });
    expect(await readLogin(around(env), 'r.lan', 'other/app')).toMatchObject({ username: 'all' });
    const { logins } = await listLogins(around(env));
    expect(logins.map(({ registry, keeper }) => `${registry} ${keeper}`)).toEqual([
      ...['r.lan podman-file', 'r.lan/team podman-file'],
    ]);
    await expect(eraseLogin(around(env), 'r.lan')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('names and trust', () => {
  it('keys lead to registries, tokens of Docker Desktop to none', () => {
    expect(registryOf('https://index.docker.io/v1/')).toBe('docker.io');
    expect(registryOf('https://index.docker.io/v1/access-token')).toBeNull();
    expect(registryOf('http://r.lan:5000/v2/')).toBe('r.lan:5000');
    expect(registryOf('a b')).toBeNull();
  });

  it('an authority is found in certs.d, and no name leads out of it', async () => {
    await put(join(home, 'etc/docker/certs.d/r.lan:5000/ca.crt'), 'OURS');
    await put(join(home, 'etc/docker/certs.d/r.lan:5000/client.cert'), 'CERT');
    await put(join(home, 'etc/docker/certs.d/r.lan:5000/client.key'), 'KEY');
    await put(join(home, 'etc/docker/ca.crt'), 'OUTSIDE');
    const found = await registryTrust(around(), 'r.lan:5000');
    expect(found).toEqual({ ca: 'OURS', cert: 'CERT', key: 'KEY' });
    for (const name of ['..', '.', '../docker', 'other.lan', '']) {
      expect(await registryTrust(around(), name), name).toBeUndefined();
    }
  });
});
