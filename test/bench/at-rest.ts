import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const lookMs = 300;
const limitMs = 20_000;
/** Of a core. */
const restShare = 0.1;

interface Process {
  readonly parent: number;
  /** On a core so far, in hundredths of a second (proc_pid_stat(5)). */
  readonly ticks: number;
}

async function processes(): Promise<Map<number, Process>> {
  const found = new Map<number, Process>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''); // it has ended
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (fields.length < 13) continue;
    found.set(Number(name), {
      parent: Number(fields[1]),
      ticks: Number(fields[11]) + Number(fields[12]),
    });
  }
  return found;
}

/** What a process and all below it have used. */
async function ticksOf(pid: number): Promise<number> {
  const all = await processes();
  const isBelow = (id: number): boolean => {
    const parent = all.get(id)?.parent;
    return id === pid || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return [...all].reduce((sum, [id, { ticks }]) => (isBelow(id) ? sum + ticks : sum), 0);
}

/**
 * Waits until a program and its children have nothing to do. Chromium loads pages of its own into
 * each new window, a second and a half of a core's work, beside which no page is quick.
 */
export async function atRest(pid: number): Promise<void> {
  const end = performance.now() + limitMs;
  for (let before = await ticksOf(pid); performance.now() < end; ) {
    await sleep(lookMs);
    const now = await ticksOf(pid);
    if ((now - before) * 10 < restShare * lookMs) return;
    before = now;
  }
}
