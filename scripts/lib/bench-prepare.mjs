import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installPackages, missingPackages, systemPackages, whyNoEngines } from './debian.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { projectNode, root } from './project.mjs';
import { isBuildStale } from './stale.mjs';

const buildLimitMs = 5 * 60_000;
/** Peers that are compared with: curl, and script of bsdutils. */
const peerPackages = ['curl', 'bsdutils'];

/** System packages, locked dependencies and a build of the sources as they are. Throws with the reason. */
export async function prepareBench(say) {
  const reason = whyNoEngines();
  if (reason !== undefined) throw new Error(`The benchmarks need engines of their own: ${reason}.`);
  const missing = missingPackages([...systemPackages, ...peerPackages]);
  if (missing.length > 0) {
    say(`installing ${missing.join(', ')}`);
    installPackages(missing);
  }
  await ensureDependencies(root);
  if (!isBuildStale(root)) return;
  say('building');
  const { status } = spawnSync(projectNode(), [join(root, 'scripts/build.mjs')], {
    // What it prints on stdout would stand before the figures.
    ...{ cwd: root, stdio: ['ignore', 'ignore', 'inherit'], timeout: buildLimitMs },
  });
  if (status !== 0) throw new Error('The build failed; what it said stands above.');
}
