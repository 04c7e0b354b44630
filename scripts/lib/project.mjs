/** Where the project is and which Node runs it. No dependency: this must work before `npm ci`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The checkout, absolute. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The project's own Node 24 where the platform has one in npm, else the one that runs now. */
export function projectNode(folder = root) {
  const own = join(folder, 'node_modules/.bin/node');
  return process.platform !== 'win32' && existsSync(own) ? own : process.execPath;
}

/** `[22, 12]` of `v22.12.1`. */
export function versionOf(text) {
  const [major = 0, minor = 0] = text.replace(/^v/, '').split('.').map(Number);
  return [major, minor];
}

/** Whether `version` ("22.11.0") is at least `wanted` ([22, 12]). */
export function isAtLeast(version, [wantedMajor, wantedMinor]) {
  const [major, minor] = versionOf(version);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
