/**
 * Whether the build is older than its sources. A stamp is a hash over path, size and modification
 * time of everything that goes into the build: about 500 stat calls, some 10 ms, no file is read.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const folders = ['src', 'resources'];
const files = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'vite.node.config.ts',
  'tsconfig.base.json',
  'scripts/build.mjs',
];
/** All of these must be there, whatever the stamp says. */
const products = [
  'out/renderer/index.html',
  'out/server/index.js',
  'out/main/index.js',
  'out/main/backend.js',
  'out/preload/index.cjs',
  'out/worker/layers.js',
];
const stampFile = 'out/.built-from';
// Neither tests nor pages of documentation go into the build.
const ignored = /(\.test\.tsx?|\.md)$/;

/** The stamp of the sources as they are now. */
export function sourceStamp(root) {
  const hash = createHash('sha256');
  const add = (path) => {
    const info = statSync(join(root, path), { throwIfNoEntry: false });
    if (info) hash.update(`${path}\0${info.size}\0${Math.floor(info.mtimeMs)}\n`);
  };
  const walk = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (!ignored.test(entry.name)) add(path);
    }
  };
  for (const folder of folders) if (existsSync(join(root, folder))) walk(folder);
  for (const file of files) add(file);
  return hash.digest('hex');
}

/** Whether the build is missing, incomplete, or made from other sources. */
export function isBuildStale(root) {
  if (products.some((product) => !existsSync(join(root, product)))) return true;
  return readText(join(root, stampFile)) !== sourceStamp(root);
}

/** Notes what the build was made from; call it last, after all products are there. */
export function writeStamp(root, stamp) {
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(join(root, `${stampFile}.new`), stamp);
  renameSync(join(root, `${stampFile}.new`), join(root, stampFile));
}

/** Hash of the lock file: what `node_modules` must have been installed from. */
export function lockStamp(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

const installedFile = 'node_modules/.longshore-lock';

/** Whether `node_modules` is missing or was installed from another lock file. */
export function areDependenciesStale(root) {
  if (readText(join(root, installedFile)) === lockStamp(root)) return false;
  // A person's own `npm ci` leaves npm's record instead of ours.
  if (!hasWhatIsLocked(root)) return true;
  writeInstalled(root);
  return false;
}

/** npm notes beside the packages what it installed. Optional ones may be missing: other platforms. */
function hasWhatIsLocked(root) {
  const record = readText(join(root, 'node_modules/.package-lock.json'));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages ?? {};
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages ?? {};
  return Object.entries(locked).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
  );
}

/** Notes what was installed; call it after `npm ci` succeeded. */
export function writeInstalled(root) {
  writeFileSync(join(root, installedFile), lockStamp(root));
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
