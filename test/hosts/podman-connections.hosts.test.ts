/** Connections as the bed's Podman 4 writes them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPodmanConnections } from '../../src/hosts/podman/read-connections.ts';
import { engineKinds, runtimePackages } from '../support/bed/engine-kinds.ts';
import { libraryFolder, unpacked } from '../support/bed/packages.ts';
import { runProgram } from './programs.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-podman-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('readPodmanConnections', () => {
  it('reads what podman system connection has written', async () => {
    const { suite, packages } = engineKinds['podman-4'];
    const roots = [await unpacked(suite, packages), await unpacked('bookworm', runtimePackages)];
    // Without a file of its own, root's Podman writes to /etc.
    const settings = join(folder, 'containers.conf');
    await writeFile(settings, '');
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      CONTAINERS_CONF: settings,
      LD_LIBRARY_PATH: roots.map(libraryFolder).join(delimiter),
    };
    const podman = async (...args: string[]) => {
      const place = ['--root', join(folder, 'data'), '--runroot', join(folder, 'exec')];
      const program = join(roots[0] ?? '', 'usr/bin/podman');
      const { exitCode, errors } = await runProgram(program, [...place, ...args], env);
      if (exitCode !== 0) throw new Error(errors);
    };
    const add = ['system', 'connection', 'add'];
    const pi = 'ssh://ann@127.0.0.1:2222/run/user/1000/podman/podman.sock';
    await podman(...add, '--identity', '/keys/id "1"', 'with.dot', pi);
    await podman(...add, '--default', 'local', 'unix:///run/podman/podman.sock');
    const around = { platform: 'linux', env, home: folder, root: folder } as const;
    expect(await readPodmanConnections(around)).toEqual({
      connections: [
        {
          name: 'local',
          address: 'unix:///run/podman/podman.sock',
          ssh: null,
          identity: null,
          isMachine: false,
          isDefault: true,
          file: settings,
          problem: null,
        },
        {
          name: 'with.dot',
          address: pi,
          ssh: {
            user: 'ann',
            host: '127.0.0.1',
            port: 2222,
            socketPath: '/run/user/1000/podman/podman.sock',
          },
          identity: '/keys/id "1"',
          isMachine: false,
          isDefault: false,
          file: settings,
          problem: null,
        },
      ],
      broken: [],
    });
  });
});
