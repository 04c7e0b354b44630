import { readFile } from 'node:fs/promises';

/** USER_HZ: what /proc counts time in, 100 on every Linux of today (proc_pid_stat(5)). */
const ticksPerSecond = 100;

/** Time that the process has spent on a core so far, its own and the kernel's for it. */
export async function cpuSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // behind the last bracket: the name may hold anything; utime and stime are fields 14 and 15
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory in MiB. */
export async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  if (kib === undefined) throw new Error(`process ${pid} has no memory`);
  return Number(kib) / 1024;
}
