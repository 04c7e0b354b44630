import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Surroundings } from '../found-host.ts';
import { readPodmanConnections } from './read-connections.ts';
import { readTables } from './toml-tables.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'longshore-podman-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const around = (env: Record<string, string> = {}): Surroundings => ({
  platform: 'linux',
  env,
  home,
  root: join(home, 'root'),
});

async function put(path: string, text: string): Promise<string> {
  const file = join(home, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

const jsonPath = '.config/containers/podman-connections.json';

describe('readPodmanConnections', () => {
  it('is empty where Podman has none', async () => {
    expect(await readPodmanConnections(around())).toEqual({ connections: [], broken: [] });
  });

  it('reads the file of Podman 5', async () => {
    const uri = 'ssh://core@127.0.0.1:41000/run/user/1000/podman/podman.sock';
    const file = await put(
      jsonPath,
      JSON.stringify({
        Connection: {
          Default: 'vm',
          Connections: {
            vm: { URI: uri, Identity: '/home/ann/key', IsMachine: true },
            local: { URI: 'unix:///run/podman/podman.sock' },
            bad: { URI: 'ssh://ann:secret@-x/run/p.sock' },
            odd: 7,
          },
        },
        Farm: {},
      }),
    );
    const { connections, broken } = await readPodmanConnections(around());
    expect(broken).toEqual([]);
    expect(connections.map(({ name }) => name)).toEqual(['bad', 'local', 'vm']);
    expect(connections[2]).toEqual({
      name: 'vm',
      address: uri,
      ssh: {
        user: 'core',
        host: '127.0.0.1',
        port: 41_000,
        socketPath: '/run/user/1000/podman/podman.sock',
      },
      identity: '/home/ann/key',
      isMachine: true,
      isDefault: true,
      file,
      problem: null,
    });
    expect(connections[1]).toMatchObject({ ssh: null, problem: null, isDefault: false });
    expect(connections[0]).toMatchObject({ ssh: null, problem: { code: 'bad-parameter' } });
    expect(JSON.stringify(connections)).not.toContain('secret');
  });

  it('reads the file of Podman 4, after that of Podman 5', async () => {
    const toml = await put(
      '.config/containers/containers.conf',
      `
[containers]
annotations = ["x"]

[engine]
  active_service = "old" # chosen
  [engine.service_destinations]
    [engine.service_destinations.old]
      uri = "ssh://root@10.0.0.2:22/run/podman/podman.sock"
      identity = '/root/.ssh/id'
    [engine.service_destinations."with.dot"]
      uri = "ssh://h/run/p.sock"
      is_machine = true
    [engine.service_destinations.same]
      uri = "ssh://later/"
`,
    );
    await put(jsonPath, '{"Connection":{"Connections":{"same":{"URI":"ssh://first/"}}}}');
    const etc = await put(
      'root/etc/containers/containers.conf',
      '[engine.service_destinations.all]\nuri = "unix:///x.sock"\n',
    );
    const { connections } = await readPodmanConnections(around());
    expect(connections).toMatchObject([
      { name: 'all', file: etc },
      { name: 'old', identity: '/root/.ssh/id', isDefault: true, file: toml },
      { name: 'same', address: 'ssh://first/' },
      { name: 'with.dot', isMachine: true, ssh: { host: 'h', socketPath: '/run/p.sock' } },
    ]);
  });

  it('tells of a file that is broken, and reads where the variables say', async () => {
    const file = await put(jsonPath, '{"Connection":');
    expect(await readPodmanConnections(around())).toEqual({ connections: [], broken: [file] });
    const other = await put('x.json', '{"Connection":{"Connections":{"a":{"URI":"ssh://a/"}}}}');
    const { connections } = await readPodmanConnections(around({ PODMAN_CONNECTIONS_CONF: other }));
    expect(connections).toMatchObject([{ name: 'a' }]);
    expect(await readPodmanConnections(around({ XDG_CONFIG_HOME: join(home, 'no') }))).toEqual({
      connections: [],
      broken: [],
    });
  });
});

describe('readTables', () => {
  it('reads texts with escapes, and never fails', () => {
    const table = readTables('a = "x\\"y\\u0041"\nb = \'c\\d\' # e\nf = ["g"]\n"h i" = 1').get('');
    expect(Object.fromEntries(table ?? [])).toEqual({ a: 'x"yA', b: 'c\\d', 'h i': '1' });
    fc.assert(fc.property(fc.string(), (text) => readTables(text).size > 0));
  });
});
