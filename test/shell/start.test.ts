/** `npm start` as it is typed: each refusal is one sentence and code 2, and leaves nothing behind. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface StartOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Runs before the command: pretends another Node, another user. */
  readonly pretend?: string;
}

function start(args: readonly string[], { cwd = root, env = {}, pretend }: StartOptions = {}) {
  const before = pretend ? ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`] : [];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...before, join(cwd, 'scripts/start.mjs'), ...args],
    {
      cwd,
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, LONGSHORE_HOME: join(folder, 'state'), ...env },
    },
  );
  return { status, stdout, lines: stderr.trim().split('\n') };
}

/** A clone without anything installed. */
function freshClone(): string {
  const clone = join(folder, 'clone');
  cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    cpSync(join(root, file), join(clone, file));
  }
  return clone;
}

describe('npm start refuses with one sentence', () => {
  it.each([
    [['--bogus'], 'There is no flag --bogus; --help lists all.'],
    [['open'], '"open" is no flag; --help lists all.'],
    [['--web', '--desktop'], '--desktop and --web exclude each other.'],
    [['--port', '99999'], '--port takes a number from 0 to 65535, not "99999".'],
    [['--port'], /argument missing; --help lists all flags\.$/],
    [['--desktop', '--no-open'], /belong to the web shell/],
  ])('%j', (args, sentence) => {
    const { status, stdout, lines } = start(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(sentence);
  });

  it('a Node that is too old, before anything is loaded', () => {
    const pretend =
      "Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}})";
    const { status, lines } = start(['--web'], { pretend, cwd: freshClone() });
    expect(status).toBe(2);
    expect(lines).toEqual([
      expect.stringMatching(/^Longshore needs Node 20\.19 .* 18\.20\.4: install/),
    ]);
  });

  it('a Node that is too old where npm carries no newer one', () => {
    const pretend =
      "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.0'}});Object.defineProperty(process,'platform',{value:'darwin'})";
    const { status, lines } = start(['--web'], { pretend, cwd: freshClone() });
    expect(status).toBe(2);
    expect(lines).toEqual([
      expect.stringMatching(/needs Node 22\.12 or newer, and this is 20\.20\.0/),
    ]);
  });

  it('no network for the dependencies, and leaves nothing half-written', () => {
    const clone = freshClone();
    const { status, stdout, lines } = start(['--json'], {
      cwd: clone,
      env: {
        npm_config_registry: 'http://127.0.0.1:9/',
        npm_config_cache: join(folder, 'cache'),
        npm_config_fetch_retries: '0',
      },
    });
    expect([status, stdout]).toEqual([2, '']);
    expect(lines.at(-1)).toMatch(/^The dependencies cannot be fetched: .*not reachable/);
    expect(existsSync(join(clone, 'node_modules'))).toBe(false);
    expect(readdirSync(join(clone, 'out'))).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0)('the desktop as root', () => {
    const { status, lines } = start(['--desktop']);
    expect(status).toBe(2);
    expect(lines.at(-1)).toMatch(/^The desktop shell cannot run: this runs as root/);
  });

  it('a taken port', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { status, stdout, lines } = start(['--web', '--no-open', '--json', '--port', port]);
    holder.close();
    expect([status, stdout]).toEqual([2, '']);
    expect(lines.at(-1)).toMatch(`Port ${port} is taken by another program.`);
    expect(existsSync(join(folder, 'state/web-shell.lock'))).toBe(false);
  });

  it('a state folder that cannot be', () => {
    writeFileSync(join(folder, 'state'), 'a file');
    const { status, lines } = start(['--web', '--no-open', '--port', '0']);
    expect(status).toBe(2);
    expect(lines.at(-1)).toMatch(/state/);
  });
});

describe('npm start', () => {
  it('lists its flags', () => {
    const { status, stdout } = start(['--help']);
    expect(status).toBe(0);
    for (const flag of [
      '--desktop',
      '--web',
      '--port N',
      '--no-open',
      '--install-engine',
      '--json',
    ]) {
      expect(stdout).toContain(flag);
    }
  });
});
