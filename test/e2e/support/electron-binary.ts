import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const electron = resolve(import.meta.dirname, '../../../node_modules/electron');

/**
 * The Electron binary, when it is on this machine. The package itself is never loaded: that would
 * start a download.
 */
export function electronBinary(): string | undefined {
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const named = join(electron, 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron';
  const path = join(own ?? join(electron, 'dist'), name);
  return existsSync(path) ? path : undefined;
}
