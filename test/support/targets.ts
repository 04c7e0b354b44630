import { describe, expect, it } from 'vitest';
import { type EngineName, engineKinds, engineNames, isEngineName } from './bed/engine-kinds.ts';
import { type Engine, findEngine } from './bed/engines.ts';

/** One of the bed's engines that a suite is run against. */
export type Target = Engine;

/** `LONGSHORE_ENGINES`, a list with commas, narrows the engines; all of the bed without it. */
function wanted(): EngineName[] {
  const listed = process.env.LONGSHORE_ENGINES?.split(',').map((name) => name.trim());
  return listed === undefined ? engineNames : listed.filter(isEngineName);
}

/**
 * Registers a suite once for each engine of the bed. An engine that does not run fails the suite
 * in CI; elsewhere the suite is skipped, by name.
 *
 *   await eachTarget('logs', (engine) => { it('…', …) })
 */
export async function eachTarget(title: string, suite: (engine: Target) => void): Promise<void> {
  for (const name of wanted()) {
    const engine = await findEngine(name);
    if (engine !== undefined) describe(`${title} on ${name}`, () => suite(engine));
    else if (process.env.CI === 'true') {
      describe(`${title} on ${name}`, () => {
        it('has its engine', () => {
          expect.fail(`${name} is not running: npm run bed -- up ${name}`);
        });
      });
    } else describe.skip(`${title} on ${name} (not running: npm run bed -- up ${name})`, standIn);
  }
}

/** A suite that is skipped still counts as one test. */
function standIn(): void {
  it('needs its engine', () => {});
}

/** True for engines whose answers follow Docker's to the letter. */
export function isDocker(engine: Target): boolean {
  return engineKinds[engine.version].flavour === 'docker';
}
