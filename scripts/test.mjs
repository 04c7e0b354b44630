/**
 * `npm test`: every tier, against engines that it starts itself and takes away again. On Debian as
 * root it installs what is missing; elsewhere it runs the tiers that need no engine and says what
 * the others want. The last line is `N passed, N failed, N skipped`.
 *
 *   npm test
 *   npm test -- --tier check,engine   some of the tiers
 *   npm test -- --keep                the engines go on running
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { installPackages, missingPackages, systemPackages, whyNoEngines } from './lib/debian.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { projectNode, root } from './lib/project.mjs';
import { runShown, runTier } from './lib/run-tier.mjs';
import { tiers } from './lib/tiers.mjs';

const bedLimitMs = 15 * 60_000;
const buildLimitMs = 5 * 60_000;
const inCi = process.env.CI === 'true';
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => stop.abort());

function readFlags() {
  const options = {
    tier: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  };
  const { values } = parseArgs({ options });
  const names = tiers.map((tier) => tier.name);
  const wanted = values.tier?.split(',') ?? names;
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no tier ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  }
  return { ...values, chosen: tiers.filter((tier) => wanted.includes(tier.name)) };
}

const say = (text) => console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}`);

function program(command, limitMs) {
  return runShown(command, { root, node: projectNode(), limitMs, signal: stop.signal });
}

/** System packages and locked dependencies; throws when either cannot be had. */
async function prepare(withEngines) {
  const missing = withEngines ? missingPackages(systemPackages) : [];
  if (missing.length > 0) {
    say(`installing ${missing.join(', ')}`);
    installPackages(missing);
  }
  await ensureDependencies(root);
}

/** Builds, and starts engines at the same time: one computes, the other waits for the network. */
async function setUp(chosen) {
  const names = [...new Set(chosen.flatMap((tier) => tier.engines))];
  const needsBuild = chosen.some((tier) => tier.needsBuild);
  say(
    ['building', ...names.map((name) => `starting ${name}`)].slice(needsBuild ? 0 : 1).join(', '),
  );
  const [bed, build] = await Promise.all([
    names.length > 0
      ? program(['node', 'scripts/bed.mjs', 'up', ...names], bedLimitMs)
      : { code: 0 },
    needsBuild ? program(['node', 'scripts/build.mjs'], buildLimitMs) : { code: 0 },
  ]);
  return { engines: bed.code === 0, build: build.code === 0 };
}

/** What keeps a tier from running, or undefined. */
function obstacle(tier, { reason, ready }) {
  if (tier.engines.length > 0 && reason !== undefined) return reason;
  if (tier.engines.length > 0 && !ready.engines) return 'its engines did not start';
  if (tier.needsBuild && !ready.build && tier.name !== 'check') return 'the build failed';
  return undefined;
}

async function runAll({ chosen, reason, ready }) {
  const total = { passed: 0, failed: ready.build ? 0 : 1, skipped: 0 };
  const lines = [];
  for (const tier of chosen) {
    if (stop.signal.aborted) break;
    const blocked = obstacle(tier, { reason, ready });
    if (blocked !== undefined) {
      // never silently passed: where the tests must run, a tier without its target has failed
      const failed = inCi || reason === undefined;
      total.failed += failed ? 1 : 0;
      lines.push(`${failed ? 'FAIL' : 'skip'}  ${tier.name}: not run, ${blocked}`);
      continue;
    }
    say(`${tier.name}: ${tier.title}`);
    const from = Date.now();
    const counts = await runTier(tier, {
      root,
      node: projectNode(),
      limitMs: 0,
      signal: stop.signal,
    });
    for (const key of Object.keys(total)) total[key] += counts[key];
    const seconds = Math.round((Date.now() - from) / 1000);
    lines.push(
      `${counts.failed > 0 ? 'FAIL' : 'ok  '}  ${tier.name}: ${counts.passed} passed, ` +
        `${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`,
      ...counts.notes.map((note) => `      ${note}`),
    );
  }
  return { total, lines };
}

async function main() {
  const flags = readFlags();
  if (flags.help) {
    console.log(`npm test -- [--tier ${tiers.map((tier) => tier.name).join(',')}] [--keep]`);
    return 0;
  }
  const { chosen } = flags;
  const reason = whyNoEngines();
  const runnable = chosen.filter((tier) => tier.engines.length === 0 || reason === undefined);
  const others = chosen.filter((tier) => !runnable.includes(tier)).map((tier) => tier.name);
  if (others.length > 0) console.log(`Without ${others.join(' and ')} here: ${reason}.`);
  await prepare(runnable.some((tier) => tier.engines.length > 0));

  const wasUp = existsSync(join(process.env.LONGSHORE_BED ?? join(root, '.bed'), 'e'));
  let outcome;
  try {
    const ready = await setUp(runnable);
    outcome = await runAll({ chosen, reason, ready });
  } finally {
    if (!flags.keep && !wasUp && reason === undefined) {
      // also after an interruption: what was started here goes
      await runShown(['node', 'scripts/bed.mjs', 'down'], {
        ...{ root, node: projectNode(), limitMs: bedLimitMs },
        signal: new AbortController().signal,
      });
    }
  }
  if (stop.signal.aborted) return 130;
  const { total, lines } = outcome;
  say('result');
  console.log(lines.join('\n'));
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
