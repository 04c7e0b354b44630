import { access, readdir } from 'node:fs/promises';
import { matchesPattern } from '../patterns.ts';

const wild = /[*?[]/;

/**
 * The files that a path with `*`, `?` and `[…]` names, in the order of their characters, as glob(3)
 * gives them. None where nothing is there. The path is absolute, with `/` between its parts.
 */
export async function expandGlob(path: string): Promise<string[]> {
  const [root = '', ...parts] = path.split('/');
  let found = [root];
  for (const part of parts) {
    const next = await Promise.all(found.map((folder) => step(folder, part)));
    found = next.flat();
  }
  if (wild.test(path)) return found;
  return (await isThere(path)) ? [path] : [];
}

async function step(folder: string, part: string): Promise<string[]> {
  if (!wild.test(part)) return [`${folder}/${part}`];
  const names = await readdir(`${folder}/`).catch((): string[] => []);
  return names
    .filter((name) => part.startsWith('.') || !name.startsWith('.'))
    .filter((name) => matchesName(name, part))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => `${folder}/${name}`);
}

function matchesName(name: string, pattern: string): boolean {
  if (!pattern.includes('[')) return matchesPattern(name, pattern);
  const source = pattern.replace(
    /\[([!^]?)([^\]]+)\]|[\s\S]/g,
    (all, not: string, set?: string) => {
      if (set !== undefined) return `[${not && '^'}${set.replace(/[\\[\]^]/g, '\\$&')}]`;
      if (all === '*') return '[\\s\\S]*';
      return all === '?' ? '[\\s\\S]' : all.replace(/[\\^$.|+()[\]{}]/, '\\$&');
    },
  );
  try {
    return new RegExp(`^${source}$`).test(name);
  } catch {
    return false; // a range that runs backwards
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EACCES',
  );
}
