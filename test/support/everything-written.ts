/** What a secret could be found in while it is used: arguments and environments of all programs, files. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Of every process on this machine, as others can read them. */
export async function allArguments(): Promise<string> {
  const texts: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    for (const file of ['cmdline', 'environ']) {
      texts.push(await readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => ''));
    }
  }
  return texts.join('\n');
}

/** All files below a folder, with their names. */
export async function allFiles(folder: string): Promise<string> {
  const texts: string[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    texts.push(path);
    if (entry.isFile()) texts.push(await readFile(path, 'latin1').catch(() => ''));
  }
  return texts.join('\n');
}

/** Whatever crosses the wire as text, bytes too. */
export function textOfFrame(frame: unknown): string {
  return JSON.stringify(frame, (_key, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}

/** Looks again and again until it is stopped. */
export function lookOften(look: () => Promise<string>): { stop(): Promise<Set<string>> } {
  const seen = new Set<string>();
  let stopped = false;
  const looking = (async () => {
    while (!stopped) {
      for (const line of (await look()).split('\n')) seen.add(line);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await looking;
      return seen;
    },
  };
}
