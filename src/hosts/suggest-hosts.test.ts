import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routeOf } from './route.ts';
import { suggestHosts } from './suggest-hosts.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'longshore-suggest-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function put(path: string, content: unknown): Promise<void> {
  const file = join(home, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content), {
    mode: 0o600,
  });
}

/** Only those of the home: this machine's own ssh_config may name hosts, too. */
const suggested = async () =>
  (await suggestHosts({ platform: 'linux', env: {}, home, root: home })).filter(({ place }) =>
    place.startsWith('~'),
  );

const machines = '.docker/machine/machines';

describe('suggestHosts', () => {
  it('is empty without files', async () => {
    expect(await suggested()).toEqual([]);
  });

  it('names what each file has, with what the address cannot say', async () => {
    await put('.ssh/config', 'Host *.lan\nHost pi\n  HostName 10.0.0.2\n');
    await put('.config/containers/podman-connections.json', {
      Connection: {
        Connections: {
          box: { URI: 'ssh://core@10.0.0.3:22/run/podman/podman.sock', Identity: '/keys/box' },
          here: { URI: 'unix:///run/podman/podman.sock' },
        },
      },
    });
    await put(`${machines}/web/config.json`, {
      Driver: { IPAddress: '203.0.113.7', SSHUser: 'ubuntu', SSHPort: 2222 },
      Name: 'web',
    });
    await put(`${machines}/web/id_rsa`, '');
    await put(`${machines}/old/config.json`, { Driver: { IPAddress: '203.0.113.8' }, Name: 'old' });
    for (const kind of ['ca', 'cert', 'key']) await put(`${machines}/old/${kind}.pem`, '');
    await put(`${machines}/stopped/config.json`, { Driver: {}, Name: 'stopped' });
    expect(await suggested()).toEqual([
      { source: 'ssh-config', name: 'pi', address: 'pi', place: '~/.ssh/config:2' },
      {
        source: 'podman-connection',
        name: 'box',
        address: 'ssh://core@10.0.0.3:22/run/podman/podman.sock',
        place: '~/.config/containers/podman-connections.json',
        identityFile: '/keys/box',
      },
      {
        source: 'docker-machine',
        name: 'old',
        address: 'tcp://203.0.113.8:2376',
        place: `~/${machines}/old/config.json`,
        tlsFolder: join(home, machines, 'old'),
      },
      {
        source: 'docker-machine',
        name: 'web',
        address: 'ubuntu@203.0.113.7:2222',
        place: `~/${machines}/web/config.json`,
        identityFile: join(home, machines, 'web/id_rsa'),
      },
    ]);
    for (const one of await suggested()) expect(() => routeOf(one.address, one)).not.toThrow();
  });

  it('shows the others where one file is broken', async () => {
    await put('.ssh/config', 'Host "pi\n');
    await put(`${machines}/web/config.json`, { Driver: { IPAddress: '203.0.113.7' }, Name: 'web' });
    await put(`${machines}/web/id_rsa`, '');
    expect((await suggested()).map(({ name }) => name)).toEqual(['web']);
  });
});
