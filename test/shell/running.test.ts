/** The web shell as `npm start` runs it: ready line, second start, clean end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let state: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'longshore-run-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  rmSync(state, { recursive: true, force: true });
});

async function start(...args: string[]) {
  const child = spawn(
    process.execPath,
    [join(root, 'scripts/start.mjs'), '--web', '--no-open', '--json', ...args],
    { env: { ...process.env, LONGSHORE_HOME: state }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  started.push(child);
  child.stderr.resume();
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    break;
  }
  return {
    child,
    line: JSON.parse(lines[0] ?? '{}') as { url: string; shell: string; pid: number },
  };
}

describe('the web shell, running', () => {
  it('tells where it is in one line, and ends cleanly on SIGTERM', async () => {
    const { child, line } = await start('--port', '0');
    expect(line).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#ticket=[\w-]{43}$/),
      shell: 'web',
      pid: expect.any(Number),
    });
    const page = await fetch(line.url, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<div id="root">');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(existsSync(join(state, 'web-shell.lock'))).toBe(false);
  });

  it('is one for each state folder: the second start gives a new ticket and ends', async () => {
    const first = await start('--port', '0');
    const second = await start();
    expect(second.line.pid).toBe(first.line.pid);
    expect(new URL(second.line.url).port).toBe(new URL(first.line.url).port);
    expect(second.line.url).not.toBe(first.line.url);
    expect(second.child.exitCode ?? (await once(second.child, 'exit'))[0]).toBe(0);
    first.child.kill('SIGINT');
    expect(await once(first.child, 'exit')).toEqual([0, null]);
  });

  it('takes over after one that was killed', async () => {
    const first = await start('--port', '0');
    process.kill(first.line.pid, 'SIGKILL');
    await once(first.child, 'exit');
    expect(existsSync(join(state, 'web-shell.lock'))).toBe(true);
    const second = await start('--port', '0');
    expect(second.line.pid).not.toBe(first.line.pid);
  });
});
