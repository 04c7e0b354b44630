import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface PageFolder {
  readonly files: ReadonlySet<string>;
  /** `file` must be one of `files`. */
  read(file: string): Promise<Buffer>;
}

/** The built page: its list of files is taken once, each is read once and kept (under 5 MB in all). */
export function openPageFolder(folder: string): PageFolder {
  const files = new Set<string>();
  for (const entry of readdirSync(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
    files.add(path.split(sep).join('/'));
  }
  const kept = new Map<string, Promise<Buffer>>();
  return {
    files,
    read(file) {
      let content = kept.get(file);
      if (!content) {
        content = readFile(join(folder, file));
        kept.set(file, content);
        // A failed read is tried again by the next request.
        content.catch(() => kept.delete(file));
      }
      return content;
    },
  };
}
