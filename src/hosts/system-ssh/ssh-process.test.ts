import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from './private-folder.ts';
import { startSsh } from './ssh-process.ts';

let folder = '';

/** A stand-in that says who it is: what is tested is how it ends. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-process-'));
  const program = `#!/bin/sh\necho $$ > ${folder}/pid\necho "started $*" >&2\n[ "$1" = wait ] || exit 7\nexec sleep 60\n`;
  await writeFile(join(folder, 'ssh'), program, { mode: 0o700 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function until(check: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 100 && !(await check()); i += 1) await sleep(50);
  expect(await check()).toBe(true);
}

const pidIn = async () => Number(await readFile(join(folder, 'pid'), 'utf8').catch(() => ''));

describe.skipIf(process.platform === 'win32')('the ssh process', () => {
  it('tells its words and its exit code', async () => {
    const ssh = startSsh(['a b', '$(id)'], { PATH: `${folder}:${process.env.PATH}` });
    expect(await ssh.ended).toBe(7);
    expect(ssh.printed()).toBe('started a b $(id)\n');
  });

  it('ends when it is closed, whole', async () => {
    const ssh = startSsh(['wait'], { PATH: `${folder}:${process.env.PATH}` });
    await until(async () => (await pidIn()) > 0);
    ssh.close();
    await ssh.ended;
    const pid = await pidIn();
    await until(() => !isAlive(pid));
  });

  it('ends when the app is killed', async () => {
    const module = join(import.meta.dirname, 'ssh-process.ts');
    const code = `const { startSsh } = await import(${JSON.stringify(module)});
      startSsh(['wait'], process.env); setInterval(() => {}, 1000);`;
    const app = spawn(process.execPath, ['--input-type=module', '-e', code], {
      env: { PATH: `${folder}:${process.env.PATH}` },
      stdio: 'ignore',
    });
    await until(async () => (await pidIn()) > 0);
    const pid = await pidIn();
    expect(isAlive(pid)).toBe(true);
    app.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });
});
