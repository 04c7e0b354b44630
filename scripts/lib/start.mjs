/** What `npm start` does, step by step. */
import { spawn } from 'node:child_process';
import module from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { chooseShell } from './choose-shell.mjs';
import { ensureDependencies } from './dependencies.mjs';
import {
  desktopFacts,
  desktopObstacle,
  downloadElectron,
  findElectron,
  rememberedFailure,
} from './electron.mjs';
import { say } from './progress.mjs';
import { isAtLeast, projectNode, root } from './project.mjs';
import { asRefusal, Refusal } from './refusal.mjs';
import { isBuildStale } from './stale.mjs';
import { readFlags, serverArguments, usage } from './start-flags.mjs';

/** What the server and the build tools run on. */
const neededNode = [22, 12];
const serverFile = join(root, 'out/server/index.js');

/** Runs the command line; sets the exit code. */
export async function start(args) {
  try {
    const flags = readFlags(args);
    if (flags.help) {
      process.stdout.write(usage);
      return;
    }
    await prepareAndRun(flags);
  } catch (error) {
    const refusal = asRefusal(error);
    if (!(refusal instanceof Refusal)) throw error;
    say(refusal.message);
    process.exitCode = 2;
  }
}

async function prepareAndRun(flags) {
  assertNodeCanCome();
  const installed = await ensureDependencies(root);
  const node = nodeThatServes(installed);
  if (isBuildStale(root)) await build(node);
  if (flags.installEngine) return runServer(node, flags);
  const choice = await chooseShell({
    flags,
    obstacle: desktopObstacle(desktopFacts(root)),
    binary: findElectron(root),
    failure: rememberedFailure(root),
    download: () => downloadElectron(root),
  });
  say(`${choice.shell === 'desktop' ? 'Desktop' : 'Web'} shell: ${choice.why}.`);
  if (choice.shell === 'web') return runServer(node, flags);
  const failure = await runDesktop(flags);
  if (!failure) return undefined;
  if (flags.desktop) throw new Refusal(`The desktop shell did not start: ${failure}.`);
  say(`Web shell: the desktop shell did not start (${failure}).`);
  return runServer(node, flags);
}

/** Before anything is fetched: where npm carries no newer Node, the present one must do. */
function assertNodeCanCome() {
  const carried = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
  if (!carried) assertServes(process.versions.node);
}

function assertServes(version) {
  if (isAtLeast(version, neededNode)) return;
  throw new Refusal(
    `On this platform Longshore needs Node ${neededNode.join('.')} or newer, and this is ${version}: install a newer one from https://nodejs.org.`,
  );
}

/** Undefined: this very process. Freshly installed or too old here: the project's own. */
function nodeThatServes(installed) {
  if (!installed && isAtLeast(process.versions.node, neededNode)) return undefined;
  const own = projectNode(root);
  if (own === process.execPath) assertServes(process.versions.node);
  return own;
}

async function build(node) {
  say('Building…');
  const code = await runForeground(node ?? projectNode(root), [join(root, 'scripts/build.mjs')], {
    // Its stdout belongs to nobody: with --json ours holds one line.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code !== 0) throw new Refusal('The build failed; what it said stands above.');
}

async function runServer(node, flags) {
  const args = serverArguments(flags);
  if (node) {
    process.exitCode = await runForeground(node, [serverFile, ...args], { stdio: 'inherit' });
    return;
  }
  module.enableCompileCache?.(join(root, 'node_modules/.cache/longshore/compiled'));
  process.argv = [process.execPath, serverFile, ...args];
  await import(pathToFileURL(serverFile).href);
}

/** A terminal sends Ctrl-C to all of its programs by itself. */
const passedOn = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
const ignoreInterrupt = () => undefined;

/** Runs a program to its end and passes signals on. Resolves to its exit code. */
function runForeground(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, ...options });
    const passOn = (signal) => child.kill(signal);
    process.on('SIGINT', ignoreInterrupt);
    for (const signal of passedOn) process.on(signal, passOn);
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of passedOn) process.off(signal, passOn);
      process.off('SIGINT', ignoreInterrupt);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs Electron until its last window closes. Resolves to why it failed when it ended before it was
 * ready (a missing system library, a sandbox that cannot run), else to undefined.
 */
async function runDesktop(flags) {
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  delete env.NODE_OPTIONS;
  const child = spawn(findElectron(root), [root, '--announce'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const passOn = (signal) => child.kill(signal);
  process.on('SIGINT', ignoreInterrupt);
  for (const signal of passedOn) process.on(signal, passOn);
  let isReady = false;
  let lastWords = '';
  const readOut = async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (isReady || !line.startsWith('{"url"')) continue;
      isReady = true;
      if (flags.json) process.stdout.write(`${line}\n`);
    }
  };
  const readErr = async () => {
    for await (const line of createInterface({ input: child.stderr })) {
      if (line.trim()) lastWords = line.trim().slice(0, 300);
      say(line);
    }
  };
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`),
    );
  });
  const [end] = await Promise.all([ended, readOut(), readErr()]);
  if (!isReady && end === undefined && flags.json) {
    // It was open already and came to the front; its process number is not told.
    process.stdout.write('{"url":"app://longshore/","shell":"desktop","pid":null}\n');
  }
  if (isReady || end === undefined) {
    process.exitCode = end === undefined ? 0 : 1;
    return undefined;
  }
  return lastWords ? `${end}: ${lastWords}` : end;
}
