import { existsSync } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { waitFor } from './run.ts';

/** Whether the process runs; a zombie counts as ended. */
export async function alive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // "pid (name) S …": the name may hold anything, so look behind its last bracket
  return stat !== '' && stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
}

/** Pids of all processes whose command line holds `text`; never this one or its parent. */
export async function pidsWith(text: string): Promise<number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid || pid === process.ppid) continue;
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(text)) found.push(pid);
  }
  return found;
}

/** Pids of all processes that live in a named network namespace. */
export async function pidsInNetns(name: string): Promise<number[]> {
  if (!existsSync(`/run/netns/${name}`)) return [];
  const inode = (await stat(`/run/netns/${name}`)).ino;
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const link = await readlink(`/proc/${pid}/ns/net`).catch(() => '');
    if (link === `net:[${inode}]`) found.push(pid);
  }
  return found;
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** SIGTERM, then SIGKILL after `graceMs`; comes back when the process has ended. */
export async function end(pid: number, graceMs: number): Promise<void> {
  signal(pid, 'SIGTERM');
  if (await waitFor(async () => !(await alive(pid)), graceMs)) return;
  signal(pid, 'SIGKILL');
  await waitFor(async () => !(await alive(pid)), 5_000);
}
