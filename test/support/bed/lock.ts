import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alive } from './processes.ts';

/** Longest work under a lock: a first download over a slow line. */
const limitMs = 600_000;

/** One process at a time on this machine; a lock whose holder has died is taken over. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const folder = join(tmpdir(), `longshore-bed-${name}.lock`);
  const holder = join(folder, 'pid');
  const deadline = Date.now() + limitMs;
  while (!(await taken(folder))) {
    const pid = Number(await readFile(holder, 'utf8').catch(() => 'NaN'));
    if (pid > 0 && !(await alive(pid))) await rm(folder, { recursive: true, force: true });
    else if (Date.now() > deadline) throw new Error(`${folder} is held by process ${pid}`);
    else await sleep(100);
  }
  try {
    await writeFile(holder, String(process.pid));
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function taken(folder: string): Promise<boolean> {
  return mkdir(folder).then(
    () => true,
    () => false,
  );
}
