/** What was built, not what was meant: the page, the preload and the entry as they are shipped. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isBuildStale } from '../../scripts/lib/stale.mjs';

const root = join(import.meta.dirname, '../..');
const out = join(root, 'out');

beforeAll(() => {
  if (isBuildStale(root)) execFileSync(process.execPath, [join(root, 'scripts/build.mjs')]);
}, 120_000);

const read = (path: string) => readFileSync(join(out, path), 'utf8');

/** Runs the preload with what a sandboxed one has: `require` of electron, `window`, nothing of Node. */
function runPreload(code: string) {
  const exposed: Record<string, unknown> = {};
  const sent: unknown[][] = [];
  const posted: unknown[][] = [];
  let onPort: ((event: { ports: unknown[] }, nonce: unknown) => void) | undefined;
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => {
        exposed[name] = value;
      },
    },
    ipcRenderer: {
      on: (channel: string, listener: typeof onPort) => {
        if (channel === 'longshore:port') onPort = listener;
      },
      send: (...args: unknown[]) => sent.push(args),
    },
  };
  runInNewContext(code, {
    require: (name: string) => {
      if (name !== 'electron') throw new Error(`a sandboxed preload cannot load ${name}`);
      return electron;
    },
    window: {
      location: { origin: 'app://longshore' },
      postMessage: (...args: unknown[]) => posted.push(args),
    },
  });
  return {
    exposed,
    sent,
    posted,
    deliver: (ports: unknown[], nonce: unknown) => onPort?.({ ports }, nonce),
  };
}

describe('the built preload', () => {
  it('is CommonJS that requires electron and nothing else', () => {
    const code = read('preload/index.cjs');
    expect(readdirSync(join(out, 'preload'))).toEqual(['index.cjs']);
    expect(code).not.toMatch(/^\s*(import|export)\b/m);
    expect([...code.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual([
      '"electron"',
    ]);
  });

  it('exposes two keys, frozen, and never Electron itself', () => {
    const { exposed, sent } = runPreload(read('preload/index.cjs'));
    expect(Object.keys(exposed)).toEqual(['longshore']);
    const bridge = exposed.longshore as { kind: string; connect(nonce: unknown): void };
    expect(Object.keys(bridge)).toEqual(['kind', 'connect']);
    expect(Object.isFrozen(bridge)).toBe(true);
    bridge.connect({ toString: () => 'n' });
    expect(sent).toEqual([['longshore:connect', 'n']]);
  });

  it('hands a port to its own origin only', () => {
    const { deliver, posted } = runPreload(read('preload/index.cjs'));
    deliver(['a port'], 'nonce');
    expect(posted).toEqual([['nonce', 'app://longshore', ['a port']]]);
  });

  it('comes from a source of fewer than 40 lines', () => {
    expect(
      readFileSync(join(root, 'src/preload/index.ts'), 'utf8').split('\n').length,
    ).toBeLessThan(40);
  });
});

describe('the built page', () => {
  const scripts = () =>
    readdirSync(join(out, 'renderer/assets')).filter((name) => name.endsWith('.js'));

  it('loads everything from the root, and nothing inline', () => {
    const page = read('renderer/index.html');
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(source).toMatch(/^\/[^/]/);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page).not.toMatch(/\son\w+=/);
  });

  it('imports no module of Node or Electron', () => {
    const modules = [...builtinModules, 'electron', 'node:[\\w/]+', 'ws', 'ssh2'].join('|');
    const stray = new RegExp(`(\\bfrom|\\bimport\\(?|\\brequire\\()\\s*["'\`](${modules})["'\`]`);
    for (const name of scripts()) {
      const code = read(`renderer/assets/${name}`);
      expect(stray.exec(code)?.[0], name).toBeUndefined();
      expect(code).not.toContain('__vite-browser-external');
    }
  });

  it('tells zod not to try eval, before any schema is made', () => {
    // A classic script runs where it stands; module scripts wait for the whole page.
    expect(read('renderer/index.html')).toContain('<script src="/before-schemas.js"></script>');
    const [, name = ''] =
      /globalThis\.(\w+) = \{ jitless: true \}/.exec(read('renderer/before-schemas.js')) ?? [];
    const all = scripts().map((file) => read(`renderer/assets/${file}`));
    expect(all.some((code) => code.includes(`globalThis).${name}??`))).toBe(true);
  });

  it('is the production build of React', () => {
    const all = scripts()
      .map((name) => read(`renderer/assets/${name}`))
      .join('');
    expect(all).not.toContain('jsxDEV');
    expect(all).not.toContain('react-dom.development');
  });
});

describe('the built programs', () => {
  const allowed = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
  const imported = (path: string) =>
    [...read(path).matchAll(/^\s*import\s[^;]*?["']([^"']+)["'];?$/gm)].map(
      ([, name = '']) => name,
    );

  it.each([
    ['main/backend.js', []],
    ['worker/layers.js', []],
    ['main/index.js', ['electron']],
  ])('%s is one file that needs no node_modules', (path, extra) => {
    const outside = imported(path).filter((name) => !allowed.has(name));
    expect([...new Set(outside)]).toEqual(extra);
  });

  it('the web shell needs only its own files, and not the backend to hand over', () => {
    const files = readdirSync(join(out, 'server'));
    const own = new Set(files.map((name) => `./${name}`));
    for (const name of files) {
      const outside = imported(`server/${name}`).filter(
        (one) => !allowed.has(one) && !own.has(one),
      );
      expect(outside, name).toEqual([]);
    }
    expect(imported('server/index.js')).not.toContain('./web-shell.js');
  });

  it.each(['main/backend.js', 'server/web-shell.js'])(
    '%s loads one package when it is needed, and works without it',
    (path) => {
      const later = [...read(path).matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)].map(
        ([, name = '']) => name,
      );
      const packages = later.filter((name) => !allowed.has(name) && !name.startsWith('./'));
      expect([...new Set(packages)]).toEqual(['@lydell/node-pty']);
    },
  );

  it('leaves the engine and the person’s files out of the desktop’s main process', () => {
    expect(read('main/index.js')).not.toMatch(/docker\.sock|createBackend/);
  });

  it('sets the scheme and the sandbox up before anything else, as built', () => {
    const printed = execFileSync(
      process.execPath,
      ['--import', join(import.meta.dirname, 'recording-electron.mjs'), join(out, 'main/index.js')],
      { encoding: 'utf8', timeout: 20_000 },
    );
    expect(printed.trim().split('\n')).toEqual([
      'protocol.registerSchemesAsPrivileged',
      'app.enableSandbox',
      'app.setAppUserModelId',
      'app.setPath',
      'app.requestSingleInstanceLock',
      'app.quit',
    ]);
  });
});
