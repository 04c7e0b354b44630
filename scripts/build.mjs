#!/usr/bin/env node
/**
 * Builds everything into out/: the window, the desktop shell, the web shell, the backend and its worker.
 *
 *   node scripts/build.mjs [--json] [--only renderer,main,preload,server,backend,worker]
 *
 * Progress goes to stderr, one line a part. With --json the one line on stdout is
 * {"ok": true, "parts": {"renderer": 1234, …}} in milliseconds.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { projectNode, root } from './lib/project.mjs';
import { sourceStamp, writeStamp } from './lib/stale.mjs';

const tools = {
  electronVite: join(root, 'node_modules/electron-vite/dist/cli.js'),
  vite: join(root, 'node_modules/vite/bin/vite.js'),
};
const quiet = ['--logLevel', 'warn'];
const parts = {
  // One run of electron-vite makes these three.
  shell: [tools.electronVite, 'build', ...quiet],
  server: [tools.vite, 'build', '--config', 'vite.node.config.ts', '--mode', 'server', ...quiet],
  backend: [tools.vite, 'build', '--config', 'vite.node.config.ts', '--mode', 'backend', ...quiet],
  worker: [tools.vite, 'build', '--config', 'vite.node.config.ts', '--mode', 'worker', ...quiet],
};

/** Runs one builder; resolves to what it printed, rejects when it failed. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(projectNode(), args, {
      cwd: root,
      // A NODE_ENV from outside ("test", "development") puts a React into the page that does not run there.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = async (stream) => {
      for await (const chunk of stream) output += chunk;
    };
    const collected = Promise.all([collect(child.stdout), collect(child.stderr)]);
    child.on('error', reject);
    child.on('close', async (code) => {
      await collected;
      if (code === 0) resolve(output);
      else reject(new Error(output.trim() || `the builder ended with code ${code}`));
    });
  });
}

async function main() {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
  });
  // Taken before the build: what is edited while it runs makes it stale.
  const stamp = sourceStamp(root);
  rmSync(join(root, 'out'), { recursive: true, force: true });
  const took = {};
  for (const [name, args] of Object.entries(parts)) {
    const from = Date.now();
    try {
      const output = await run(args);
      took[name] = Date.now() - from;
      process.stderr.write(`built ${name} in ${(took[name] / 1000).toFixed(1)} s\n`);
      if (output.trim() && !values.json) process.stderr.write(`${output.trim()}\n`);
    } catch (error) {
      process.stderr.write(`The build of ${name} failed:\n${error.message}\n`);
      if (values.json) process.stdout.write(`${JSON.stringify({ ok: false, failed: name })}\n`);
      return 1;
    }
  }
  writeStamp(root, stamp);
  if (values.json) process.stdout.write(`${JSON.stringify({ ok: true, parts: took })}\n`);
  return 0;
}

process.exitCode = await main();
