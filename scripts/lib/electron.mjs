/** Whether the desktop shell can run on this machine, and its binary. Never loads `electron`: that downloads. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { runCommand } from './command.mjs';
import { withProgress } from './progress.mjs';
import { projectNode } from './project.mjs';

const usualMirror = 'https://github.com/electron/electron/releases/download/';
/** Some 110 MB; who has less than 200 KB/s takes the web shell. */
const downloadLimitMs = 10 * 60_000;
const reachLimitMs = 8_000;

export const mirror = (env = process.env) => env.ELECTRON_MIRROR || usualMirror;

/** The binary's path, or undefined when it is not there whole. */
export function findElectron(root, env = process.env) {
  const folder = join(root, 'node_modules/electron');
  const name = readText(join(folder, 'path.txt'));
  if (!name) return undefined;
  const binary = join(env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

/** What this machine says about running Electron; each value can be given by a test. */
export function desktopFacts(root) {
  return {
    platform: process.platform,
    uid: process.getuid?.(),
    hasDisplay: Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
    appArmorRestricts: readText('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1',
    userNamespaces:
      readText('/proc/sys/kernel/unprivileged_userns_clone') !== '0' &&
      readText('/proc/sys/user/max_user_namespaces') !== '0',
    hasSetuidSandbox: isSetuidRoot(join(root, 'node_modules/electron/dist/chrome-sandbox')),
  };
}

/** Why the desktop cannot run here, or undefined. Never answered with --no-sandbox. */
export function desktopObstacle(facts) {
  if (!['linux', 'darwin', 'win32'].includes(facts.platform)) {
    return `there is no Electron for ${facts.platform}`;
  }
  if (facts.platform === 'win32') return undefined;
  if (facts.uid === 0) return 'this runs as root, which Electron refuses';
  if (facts.platform !== 'linux') return undefined;
  if (!facts.hasDisplay) return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  if (facts.hasSetuidSandbox) return undefined;
  if (facts.appArmorRestricts) {
    return "AppArmor restricts user namespaces here, so that Electron's sandbox cannot run from this folder";
  }
  if (!facts.userNamespaces) {
    return "this kernel gives users no namespaces, which Electron's sandbox needs";
  }
  return undefined;
}

/** Fetches the binary. Undefined when it is there afterwards, else why not, as part of a sentence. */
export async function downloadElectron(root, env = process.env) {
  const unreachable = await reach(mirror(env), env);
  const failure = unreachable ?? (await runInstaller(root, env));
  if (!failure && findElectron(root, env)) {
    rmSync(memoryFile(root), { force: true });
    return undefined;
  }
  const reason = `Electron could not be downloaded from ${mirror(env)} (${failure ?? 'it is incomplete'})`;
  remember(root, env, reason);
  return reason;
}

async function runInstaller(root, env) {
  const { version } = JSON.parse(
    readText(join(root, 'node_modules/electron/package.json')) ?? '{}',
  );
  const { code, output } = await withProgress(
    `Downloading Electron ${version} (about 110 MB)`,
    () => '',
    () =>
      runCommand(projectNode(root), [join(root, 'node_modules/electron/install.js')], {
        cwd: root,
        env,
        limitMs: downloadLimitMs,
      }),
  );
  if (code === 0) return undefined;
  return output.trim().split('\n')[0]?.slice(0, 200) || `the download ended with code ${code}`;
}

/** A machine behind a wall should hear it in seconds. A proxy is left to the installer. */
async function reach(address, env) {
  if (env.HTTPS_PROXY || env.https_proxy || env.ELECTRON_GET_USE_PROXY) return undefined;
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(reachLimitMs) });
    return undefined;
  } catch (error) {
    return error.cause?.code ?? (error.name === 'TimeoutError' ? 'no answer' : error.message);
  }
}

const memoryFile = (root) => join(root, 'node_modules/.cache/longshore/electron-download.json');

/** What the last download failed with; undefined when another version or mirror is asked now. */
export function rememberedFailure(root, env = process.env) {
  try {
    const memory = JSON.parse(readFileSync(memoryFile(root), 'utf8'));
    return memory.asked === asked(root, env) ? memory.reason : undefined;
  } catch {
    return undefined;
  }
}

function remember(root, env, reason) {
  mkdirSync(dirname(memoryFile(root)), { recursive: true });
  writeFileSync(memoryFile(root), JSON.stringify({ asked: asked(root, env), reason }));
}

function asked(root, env) {
  const { version } = JSON.parse(
    readText(join(root, 'node_modules/electron/package.json')) ?? '{}',
  );
  return `${version} ${mirror(env)}`;
}

function isSetuidRoot(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  return info !== undefined && info.uid === 0 && (info.mode & 0o4000) !== 0;
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
