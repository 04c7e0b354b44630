import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMachines } from './read-machines.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'longshore-machines-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const read = (env: Record<string, string> = {}) =>
  readMachines({ platform: 'linux', env, home, root: '' });

async function put(name: string, config: unknown, files: readonly string[] = []): Promise<string> {
  const folder = join(home, '.docker/machine/machines', name);
  await mkdir(folder, { recursive: true });
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  await writeFile(join(folder, 'config.json'), text);
  for (const file of files) await writeFile(join(folder, file), '');
  return folder;
}

describe('readMachines', () => {
  it('is empty where docker-machine was never used', async () => {
    expect(await read()).toEqual({ machines: [], broken: [] });
  });

  it('reads what an import needs', async () => {
    const folder = await put(
      'web',
      {
        ConfigVersion: 3,
        Driver: {
          IPAddress: '203.0.113.7',
          MachineName: 'web',
          SSHUser: 'ubuntu',
          SSHPort: 2222,
          SSHKeyPath: '/moved/away',
        },
        DriverName: 'amazonec2',
        HostOptions: { AuthOptions: { CaCertPath: '/moved/ca.pem' } },
        Name: 'web',
      },
      ['ca.pem', 'cert.pem', 'key.pem', 'id_rsa'],
    );
    expect(await read()).toEqual({
      machines: [
        {
          name: 'web',
          driver: 'amazonec2',
          address: '203.0.113.7',
          sshUser: 'ubuntu',
          sshPort: 2222,
          sshKeyFile: null,
          tlsFiles: {
            ca: join(folder, 'ca.pem'),
            cert: join(folder, 'cert.pem'),
            key: join(folder, 'key.pem'),
          },
          folder,
        },
      ],
      broken: [],
    });
  });

  it('fills in what a stopped machine does not say', async () => {
    const folder = await put('old', { Driver: { IPAddress: '', SSHPort: 0 } }, ['id_rsa']);
    expect((await read()).machines).toEqual([
      {
        name: 'old',
        driver: 'unknown',
        address: null,
        sshUser: 'root',
        sshPort: 22,
        sshKeyFile: join(folder, 'id_rsa'),
        tlsFiles: null,
        folder,
      },
    ]);
  });

  it('tells of folders that it does not understand', async () => {
    const broken = [
      await put('a', '{"Driver":'),
      await put('b', { Driver: { IPAddress: '-oProxyCommand=x' } }),
      await put('c', { Driver: { SSHUser: '-l' } }),
      await put('d', []),
    ];
    expect(await read()).toEqual({ machines: [], broken });
  });

  it('looks where MACHINE_STORAGE_PATH says', async () => {
    await put('web', { Driver: {} });
    expect((await read({ MACHINE_STORAGE_PATH: join(home, 'no') })).machines).toEqual([]);
    const store = join(home, '.docker/machine');
    expect((await read({ MACHINE_STORAGE_PATH: store })).machines).toHaveLength(1);
  });
});
