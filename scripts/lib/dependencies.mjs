/**
 * Installs the locked dependencies beside the old ones and swaps the folders when all are there: a
 * cut network or a full disk leaves what was, never a half of each.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { runCommand } from './command.mjs';
import { withProgress } from './progress.mjs';
import { Refusal } from './refusal.mjs';
import { areDependenciesStale, writeInstalled } from './stale.mjs';

/** Some 500 MB, twice while the folders are swapped, and npm's cache. */
const neededBytes = 1_500_000_000;
const installLimitMs = 30 * 60_000;
const networkSigns =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|E50[234])\b|network/i;

/** True when it had to install. Throws `Refusal` with the reason when it could not. */
export async function ensureDependencies(root) {
  if (!areDependenciesStale(root)) return false;
  assertSpace(root);
  mkdirSync(join(root, 'out'), { recursive: true });
  sweep(root);
  const stage = join(root, `out/.install-${process.pid}`);
  const onExit = () => rmSync(stage, { recursive: true, force: true });
  process.once('exit', onExit);
  try {
    mkdirSync(stage);
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
      if (existsSync(join(root, file))) copyFileSync(join(root, file), join(stage, file));
    }
    await install(root, stage);
    swap(root, stage);
    writeInstalled(root);
    return true;
  } finally {
    onExit();
    process.off('exit', onExit);
  }
}

async function install(root, stage) {
  const total = lockedPackages(root);
  const detail = () => `, ${Math.min(countPackages(stage), total)} of about ${total} packages`;
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const env = { ...process.env };
  // Either would leave out the tools that build the app.
  delete env.NODE_ENV;
  delete env.npm_config_omit;
  const { code, output } = await withProgress('Installing the locked dependencies', detail, () =>
    runCommand(...npmCommand(args), {
      cwd: stage,
      env,
      shell: process.platform === 'win32' && !process.env.npm_execpath,
      limitMs: installLimitMs,
    }),
  );
  if (code !== 0) throw new Refusal(installSentence(output));
}

/** npm as it was started with, else the one on the path. */
function npmCommand(args) {
  const own = process.env.npm_execpath;
  return own?.endsWith('.js') && existsSync(own)
    ? [process.execPath, [own, ...args]]
    : ['npm', args];
}

/** Why `npm ci` failed, in one sentence, with npm's own first words. */
export function installSentence(output) {
  if (/ENOSPC/.test(output)) return 'There is no space left on the disk for the dependencies.';
  const words = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim())
    .find((line) => line !== '' && !/^code |^errno |^syscall /.test(line));
  const said = words ? ` npm said: ${words.slice(0, 300)}` : '';
  if (networkSigns.test(output)) {
    return `The dependencies cannot be fetched: the package registry is not reachable from here.${said}`;
  }
  return `The dependencies could not be installed.${said}`;
}

function swap(root, stage) {
  const target = join(root, 'node_modules');
  const old = join(stage, 'old');
  if (existsSync(target)) renameSync(target, old);
  try {
    renameSync(join(stage, 'node_modules'), target);
  } catch (error) {
    if (existsSync(old)) renameSync(old, target);
    throw error;
  }
}

function assertSpace(root) {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < neededBytes) {
    const free = Math.round((bavail * bsize) / 1e6);
    throw new Refusal(
      `The dependencies need about ${neededBytes / 1e6} MB of free disk, and there are ${free} MB.`,
    );
  }
}

/** What a killed start left. */
function sweep(root) {
  for (const name of readdirSync(join(root, 'out'))) {
    const pid = Number(/^\.install-(\d+)$/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) rmSync(join(root, 'out', name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function lockedPackages(root) {
  const { packages = {} } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.values(packages).filter((entry) => !entry.optional).length;
}

function countPackages(stage) {
  const folder = join(stage, 'node_modules');
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).reduce(
    (sum, name) => sum + (name.startsWith('@') ? readdirSync(join(folder, name)).length : 1),
    0,
  );
}
