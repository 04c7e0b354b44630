import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHosts } from './find-hosts.ts';
import type { Surroundings } from './found-host.ts';
import { targetOf, withoutPassword } from './local/address.ts';

let root = '';
let home = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'longshore-hosts-'));
  home = join(root, 'home/ann');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const around = (env: Record<string, string> = {}, platform: NodeJS.Platform = 'linux') =>
  ({ platform, env, home, root }) satisfies Surroundings;

async function put(path: string, text = ''): Promise<string> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  return join(root, path);
}

const idOf = (name: string) => createHash('sha256').update(name).digest('hex');
const tlsFolderOf = (name: string) => `home/ann/.docker/contexts/tls/${idOf(name)}/docker`;

async function putContext(name: string, address: string, more: object = {}): Promise<void> {
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: address, ...more } } };
  await put(`home/ann/.docker/contexts/meta/${idOf(name)}/meta.json`, JSON.stringify(meta));
}

const ids = async (surroundings: Surroundings) => (await findHosts(surroundings)).map((h) => h.id);

describe('findHosts', () => {
  it('shows the default socket when nothing is found, so that an engine installed later is seen', async () => {
    expect(await findHosts(around())).toEqual([
      expect.objectContaining({ id: 'local', source: 'docker-socket', problem: null }),
    ]);
  });

  it('finds what each product puts in its usual place', async () => {
    const runtime = join(root, 'run/user/1000');
    await put('var/run/docker.sock');
    await put('run/podman/podman.sock');
    await put('run/user/1000/docker.sock');
    await put('run/user/1000/podman/podman.sock');
    await put('home/ann/.docker/desktop/docker.sock');
    await put('home/ann/.colima/default/docker.sock');
    await put('home/ann/.colima/work/docker.sock');
    await put('home/ann/.orbstack/run/docker.sock');
    await put('home/ann/.rd/docker.sock');
    expect(await ids(around({ XDG_RUNTIME_DIR: runtime }))).toEqual([
      'local',
      'docker:rootless',
      'docker-desktop',
      'colima:default',
      'colima:work',
      'orbstack',
      'rancher-desktop',
      'podman:rootful',
      'podman:rootless',
    ]);
  });

  it('lists DOCKER_HOST first, even where nothing is', async () => {
    await put('var/run/docker.sock');
    const hosts = await findHosts(around({ DOCKER_HOST: 'unix:///nowhere/docker.sock' }));
    expect(hosts.map((host) => host.id)).toEqual(['docker-host', 'local']);
    expect(hosts[0]?.route).toEqual({
      kind: 'direct',
      target: { kind: 'socket', socketPath: '/nowhere/docker.sock' },
    });
  });

  it('reports one engine once, whatever its names', async () => {
    const real = await put('run/podman/podman.sock');
    await mkdir(join(root, 'var/run'), { recursive: true });
    await symlink(real, join(root, 'var/run/docker.sock'));
    await putContext('pod', `unix://${real}`);
    expect(await ids(around())).toEqual(['local']);
    expect(await ids(around({ DOCKER_HOST: `unix://${real}` }))).toEqual(['docker-host']);
  });

  it('puts the current context first and keeps the others', async () => {
    await put('var/run/docker.sock');
    await putContext('alpha', 'unix:///a.sock');
    await putContext('beta', 'unix:///b.sock');
    await put('home/ann/.docker/config.json', '{"currentContext":"beta"}');
    expect(await ids(around())).toEqual(['context:beta', 'local', 'context:alpha']);
    expect(await ids(around({ DOCKER_CONTEXT: 'alpha' }))).toEqual([
      'context:alpha',
      'local',
      'context:beta',
    ]);
  });

  it('reads the contexts of DOCKER_CONFIG and skips a broken one', async () => {
    await putContext('good', 'unix:///a.sock');
    await put('home/ann/.docker/contexts/meta/broken/meta.json', '{"Name":');
    expect(await ids(around())).toEqual(['context:good']);
    expect(await ids(around({ DOCKER_CONFIG: join(root, 'other') }))).toEqual(['local']);
  });

  it('takes a context over SSH as a host to log in to', async () => {
    await putContext('pi', 'ssh://pi@10.0.0.2');
    const [host] = await findHosts(around());
    expect(host?.route).toEqual({ kind: 'ssh', address: { user: 'pi', host: '10.0.0.2' } });
  });

  it('lists another machine without TLS, and says that it is not reached so', async () => {
    const address = 'tcp://10.0.0.2:2375';
    await putContext('far', address);
    const [host] = await findHosts(around());
    expect(host).toMatchObject({ id: 'context:far', route: null, address });
    expect(host?.problem?.code).toBe('not-supported');
  });

  it('takes the TLS files of a context, and not one that checks nobody', async () => {
    await putContext('far', 'tcp://10.0.0.2:2376');
    await put(`${tlsFolderOf('far')}/ca.pem`, 'ca');
    await putContext('near', 'tcp://10.0.0.3:2376', { SkipTLSVerify: true });
    const hosts = await findHosts(around());
    expect(hosts.map(({ id, route }) => [id, route])).toEqual([
      [
        'context:far',
        {
          kind: 'direct',
          target: { kind: 'tcp', host: '10.0.0.2', port: 2376 },
          tlsFolder: join(root, tlsFolderOf('far')),
        },
      ],
      ['context:near', null],
    ]);
    expect(hosts[1]?.problem?.code).toBe('not-supported');
  });

  it('follows the TLS variables of the Docker CLI', async () => {
    const [host] = await findHosts(
      around({ DOCKER_HOST: 'tcp://box', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' }),
    );
    const target = { kind: 'tcp', host: 'box', port: 2376 };
    expect(host?.route).toEqual({ kind: 'direct', target, tlsFolder: '/certs' });
    const [usual] = await findHosts(around({ DOCKER_HOST: 'tcp://box', DOCKER_TLS_VERIFY: '1' }));
    expect(usual?.route).toMatchObject({ tlsFolder: join(root, 'home/ann/.docker') });
    const [unchecked] = await findHosts(around({ DOCKER_HOST: 'tcp://box', DOCKER_TLS: '1' }));
    expect(unchecked?.problem?.code).toBe('not-supported');
  });

  it('knows the pipes of Windows', async () => {
    const [host] = await findHosts(around({}, 'win32'));
    expect(host).toMatchObject({ id: 'local', address: 'npipe:////./pipe/docker_engine' });
  });
});

describe('targetOf', () => {
  it('takes sockets, pipes and a plain port on this machine', () => {
    expect(targetOf('unix:///x.sock')).toEqual({ kind: 'socket', socketPath: '/x.sock' });
    expect(targetOf('npipe:////./pipe/p')).toEqual({ kind: 'socket', socketPath: '//./pipe/p' });
    expect(targetOf('tcp://localhost')).toEqual({ kind: 'tcp', host: 'localhost', port: 2375 });
    expect(targetOf('tcp://[::1]:99')).toEqual({ kind: 'tcp', host: '::1', port: 99 });
    expect(targetOf('tcp://127.0.0.1:80')).toEqual({ kind: 'tcp', host: '127.0.0.1', port: 80 });
    expect(targetOf('https://box')).toEqual({ kind: 'tcp', host: 'box', port: 2376, tls: {} });
    expect(() => targetOf('http://box:2375')).toThrow(/SSH or TLS/);
  });

  it('refuses what is no address', () => {
    expect(() => targetOf('docker')).toThrow(/not an address/);
  });

  it('never shows a password', () => {
    expect(withoutPassword('ssh://ann:secret@host/x')).toBe('ssh://ann@host/x');
    expect(withoutPassword('tcp://:secret@host:1')).toBe('tcp://host:1');
  });
});
