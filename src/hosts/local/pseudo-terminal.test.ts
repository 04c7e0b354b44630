import { readdir, readlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openPseudoTerminal, type PseudoTerminal } from './pseudo-terminal.ts';

const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', TERM: 'xterm-256color', PS1: '$ ' };
const size = { columns: 80, rows: 24 };
const sh = (...args: string[]) =>
  openPseudoTerminal({ file: '/bin/sh', args, env, folder: '/', size });

/** Reads all, and tells what has come so far. */
function reading({ output }: PseudoTerminal) {
  const chunks: Uint8Array[] = [];
  const all = (async () => {
    for await (const chunk of output) chunks.push(chunk);
    return Buffer.concat(chunks);
  })();
  const text = () => Buffer.concat(chunks).toString('latin1');
  return {
    all,
    async until(pattern: RegExp): Promise<RegExpExecArray> {
      for (let tries = 0; tries < 500; tries += 1) {
        const found = pattern.exec(text());
        if (found) return found;
        await pause(20);
      }
      throw new Error(`never ${pattern}: ${JSON.stringify(text())}`);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 250 && isAlive(pid); tries += 1) await pause(20);
  return !isAlive(pid);
}

describe.skipIf(process.platform === 'win32')('a pseudo terminal', () => {
  it('gives bytes as they are, and the exit code', async () => {
    const pty = await sh('-c', String.raw`stty -opost; printf '\377\376\000\303'; exit 7`);
    expect([...(await reading(pty).all)]).toEqual([0xff, 0xfe, 0, 0xc3]);
    expect(await pty.ended).toBe(7);
  });

  it('has a size that changes, and takes what is typed', async () => {
    const pty = await sh('-i');
    const seen = reading(pty);
    pty.write(Buffer.from('stty size\n'));
    await seen.until(/24 80/);
    pty.resize({ columns: 101, rows: 33 });
    pty.write(Buffer.from('stty size\n'));
    await seen.until(/33 101/);
    pty.write(Buffer.from('exit 3\n'));
    expect(await pty.ended).toBe(3);
  });

  it('lets a program wait for a slow reader', async () => {
    const pty = await sh('-c', 'stty -opost; head -c 3000000 /dev/zero');
    await pause(700);
    expect(await Promise.race([pty.ended, pause(0, 'waits')])).toBe('waits');
    expect((await reading(pty).all).byteLength).toBe(3_000_000);
  });

  it('loses nothing of what an ended program wrote last, however late it is read', async () => {
    const script = 'stty -opost; head -c 262144 /dev/zero; sleep 0.5; printf last; exit 5';
    const pty = await sh('-c', script);
    expect(await pty.ended).toBe(5);
    await pause(100);
    const all = await reading(pty).all;
    expect(all.byteLength).toBe(262_148);
    expect(all.subarray(-4).toString()).toBe('last');
  });

  it('hangs up on the shell, on what runs in it and on what does not mind', async () => {
    const pty = await sh('-i');
    const seen = reading(pty);
    pty.write(Buffer.from("sh -c 'echo child=$$; exec sleep 600'\n"));
    const child = Number((await seen.until(/child=(\d+)/))[1]);
    await pty.hangUp();
    expect(await isGone(child)).toBe(true);

    const deaf = await sh('-c', "trap '' HUP; echo deaf=$$; while :; do sleep 1; done");
    const pid = Number((await reading(deaf).until(/deaf=(\d+)/))[1]);
    const from = Date.now();
    await deaf.hangUp();
    expect(await deaf.ended).toBe(128 + 9);
    expect(Date.now() - from).toBeLessThan(4_000);
    expect(isAlive(pid)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('does not give one terminal to another', async () => {
    const first = await sh('-i');
    const second = await sh('-c', 'echo me=$$; exec sleep 600');
    const pid = Number((await reading(second).until(/me=(\d+)/))[1]);
    const held = await Promise.all(
      (await readdir(`/proc/${pid}/fd`)).map((fd) =>
        readlink(`/proc/${pid}/fd/${fd}`).catch(() => ''),
      ),
    );
    expect(held.filter((target) => target.includes('ptmx'))).toEqual([]);
    await Promise.all([first.hangUp(), second.hangUp()]);
  });

  it('is refused plainly where the library has nothing for the platform', async () => {
    const program = { file: '/bin/sh', args: [], env, folder: '/', size };
    const missing = () => Promise.reject(new Error('no such package\nand much help'));
    await expect(openPseudoTerminal(program, missing)).rejects.toMatchObject({
      ...{ code: 'not-supported', problem: { detail: 'no such package' } },
    });
  });
});
