import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseShell } from './choose-shell.mjs';
import { installSentence } from './dependencies.mjs';
import { desktopObstacle, downloadElectron, findElectron, rememberedFailure } from './electron.mjs';
import { isAtLeast } from './project.mjs';
import { asRefusal, Refusal } from './refusal.mjs';
import {
  areDependenciesStale,
  isBuildStale,
  lockStamp,
  sourceStamp,
  writeInstalled,
  writeStamp,
} from './stale.mjs';
import { readFlags, serverArguments } from './start-flags.mjs';

const flags = (...args: string[]) => readFlags(args);
const never = () => Promise.reject(new Error('nothing was to be downloaded'));

describe('which shell opens', () => {
  const able = { obstacle: undefined, binary: '/e', failure: undefined, download: never };

  it('is the desktop where it can run', async () => {
    expect(await chooseShell({ flags: flags(), ...able })).toMatchObject({ shell: 'desktop' });
    const fetched = { ...able, binary: undefined, download: async () => undefined };
    expect(await chooseShell({ flags: flags(), ...fetched })).toMatchObject({ shell: 'desktop' });
  });

  it('is the web shell with the reason where it cannot', async () => {
    const chosen = await chooseShell({ flags: flags(), ...able, obstacle: 'this runs as root' });
    expect(chosen).toEqual({ shell: 'web', why: 'this runs as root' });
    for (const args of [['--web'], ['--no-open'], ['--port', '0']]) {
      expect((await chooseShell({ flags: flags(...args), ...able })).shell).toBe('web');
    }
  });

  it('remembers a failed download until the desktop is asked for', async () => {
    const failed = { ...able, binary: undefined, failure: 'Electron could not be downloaded' };
    const chosen = await chooseShell({ flags: flags(), ...failed });
    expect(chosen.why).toBe('Electron could not be downloaded; --desktop tries again');
    const again = { ...failed, download: async () => undefined };
    const asked = await chooseShell({ flags: flags('--desktop'), ...again });
    expect(asked).toMatchObject({ shell: 'desktop' });
  });

  it('names the mirror when the download fails', async () => {
    const failed = { ...able, binary: undefined, download: async () => 'Electron could not be …' };
    expect((await chooseShell({ flags: flags(), ...failed })).why).toContain('ELECTRON_MIRROR');
    await expect(chooseShell({ flags: flags('--desktop'), ...failed })).rejects.toThrow(
      /ELECTRON_MIRROR/,
    );
    await expect(
      chooseShell({ flags: flags('--desktop'), ...able, obstacle: 'no display' }),
    ).rejects.toThrow(Refusal);
  });
});

describe('what stands in the way of the desktop', () => {
  const linux = {
    platform: 'linux',
    uid: 1000,
    hasDisplay: true,
    appArmorRestricts: false,
    userNamespaces: true,
    hasSetuidSandbox: false,
  };

  it.each([
    [{}, undefined],
    [{ uid: 0 }, /root/],
    [{ hasDisplay: false }, /no display/],
    [{ appArmorRestricts: true }, /AppArmor/],
    [{ userNamespaces: false }, /namespaces/],
    [{ appArmorRestricts: true, hasSetuidSandbox: true }, undefined],
    [{ platform: 'freebsd' }, /no Electron for freebsd/],
    [{ platform: 'darwin', hasDisplay: false }, undefined],
    [{ platform: 'win32', uid: undefined, hasDisplay: false }, undefined],
  ])('%j', (facts, sentence) => {
    const obstacle = desktopObstacle({ ...linux, ...facts });
    if (sentence) expect(obstacle).toMatch(sentence);
    else expect(obstacle).toBeUndefined();
  });
});

describe('on disk', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'longshore-root-'));
    for (const folder of [
      'src',
      'node_modules/electron/dist',
      'out/renderer',
      'out/server',
      'out/main',
      'out/preload',
      'out/worker',
    ]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    writeFileSync(join(root, 'src/a.ts'), 'a');
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({
        packages: {
          'node_modules/a': { version: '1.0.0' },
          'node_modules/b': { version: '1.0.0', optional: true },
        },
      }),
    );
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function build(): void {
    for (const file of [
      'renderer/index.html',
      'server/index.js',
      'main/index.js',
      'main/backend.js',
      'preload/index.cjs',
      'worker/layers.js',
    ]) {
      writeFileSync(join(root, 'out', file), '');
    }
    writeStamp(root, sourceStamp(root));
  }

  it('a build is stale after a source changed, came or went, and when a part of it is missing', () => {
    expect(isBuildStale(root)).toBe(true);
    build();
    expect(isBuildStale(root)).toBe(false);
    utimesSync(join(root, 'src/a.ts'), 1, 1);
    expect(isBuildStale(root)).toBe(true);
    build();
    writeFileSync(join(root, 'src/b.ts'), 'b');
    expect(isBuildStale(root)).toBe(true);
    build();
    rmSync(join(root, 'src/b.ts'));
    expect(isBuildStale(root)).toBe(true);
    build();
    rmSync(join(root, 'out/preload/index.cjs'));
    expect(isBuildStale(root)).toBe(true);
  });

  it('tests and pages are no sources', () => {
    build();
    writeFileSync(join(root, 'src/a.test.ts'), '');
    writeFileSync(join(root, 'src/README.md'), '');
    expect(isBuildStale(root)).toBe(false);
  });

  it('dependencies are stale without a record, and after the lock changed', () => {
    expect(areDependenciesStale(root)).toBe(true);
    writeInstalled(root);
    expect(areDependenciesStale(root)).toBe(false);
    const before = lockStamp(root);
    writeFileSync(
      join(root, 'package-lock.json'),
      '{"packages":{"node_modules/a":{"version":"2.0.0"}}}',
    );
    expect(lockStamp(root)).not.toBe(before);
    expect(areDependenciesStale(root)).toBe(true);
  });

  it('a person’s own npm ci counts, without the optional ones of other platforms', () => {
    const record = (version: string) =>
      writeFileSync(
        join(root, 'node_modules/.package-lock.json'),
        JSON.stringify({ packages: { 'node_modules/a': { version } } }),
      );
    record('0.9.0');
    expect(areDependenciesStale(root)).toBe(true);
    record('1.0.0');
    expect(areDependenciesStale(root)).toBe(false);
  });

  it('Electron is there when its path and its binary are', () => {
    const folder = join(root, 'node_modules/electron');
    expect(findElectron(root, {})).toBeUndefined();
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(findElectron(root, {})).toBeUndefined();
    writeFileSync(join(folder, 'dist/electron'), '');
    expect(findElectron(root, {})).toBe(join(folder, 'dist/electron'));
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'else') })).toBeUndefined();
  });

  it('a mirror that does not answer is named, and remembered for this version and mirror only', async () => {
    writeFileSync(join(root, 'node_modules/electron/package.json'), '{"version":"45.0.0"}');
    const env = { ELECTRON_MIRROR: 'http://127.0.0.1:9/' };
    expect(rememberedFailure(root, env)).toBeUndefined();
    const reason = await downloadElectron(root, env);
    expect(reason).toMatch(/^Electron could not be downloaded from http:\/\/127\.0\.0\.1:9\/ \(/);
    expect(rememberedFailure(root, env)).toBe(reason);
    expect(rememberedFailure(root, { ELECTRON_MIRROR: 'http://127.0.0.1:10/' })).toBeUndefined();
    expect(rememberedFailure(root, {})).toBeUndefined();
  });
});

describe('sentences', () => {
  it('a failed installation', () => {
    expect(installSentence('npm error code ENOSPC\nnpm error nospc ENOSPC: no space')).toMatch(
      /no space left/,
    );
    expect(installSentence('npm error code ENOTFOUND\nnpm error network request failed')).toMatch(
      /not reachable/,
    );
    expect(installSentence('npm error code EUSAGE\nnpm error lock is out of sync')).toBe(
      'The dependencies could not be installed. npm said: lock is out of sync',
    );
  });

  it('what the system refuses', () => {
    const refused = (code: string) =>
      asRefusal(Object.assign(new Error('x'), { code, path: '/p' }));
    expect(refused('ENOSPC').message).toMatch(/no space/);
    expect(refused('EROFS').message).toBe('This folder cannot be written: /p');
    expect(refused('EWHAT')).not.toBeInstanceOf(Refusal);
  });
});

describe('flags', () => {
  it('reach the server as they were typed', () => {
    expect(serverArguments(flags('--web', '--port', '0', '--no-open', '--json'))).toEqual([
      '--port',
      '0',
      '--no-open',
      '--json',
    ]);
    expect(serverArguments(flags('--install-engine'))).toEqual(['--install-engine']);
  });

  it('versions compare by number', () => {
    expect(isAtLeast('22.12.0', [22, 12])).toBe(true);
    expect(isAtLeast('22.9.0', [22, 12])).toBe(false);
    expect(isAtLeast('v24.0.0', [22, 12])).toBe(true);
  });
});
