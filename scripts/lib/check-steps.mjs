/**
 * The static steps of `npm run check`, as data: the test of the walls runs the very same commands
 * in a small tree with a planted fault, so what fails there fails the check.
 */

/** One project a layer; each must compile alone. */
export const layers = ['contract', 'wire', 'engine', 'preload', 'renderer', 'test'];

/**
 * @typedef {{ name: string, group: string, command: string, args: string[], mend?: string }} Step
 * `command` is a program of node_modules/.bin or `node`; `mend` is told when the step fails.
 */

/** @type {Step[]} */
export const staticSteps = [
  {
    name: 'format',
    group: 'format',
    command: 'biome',
    args: ['check', '--linter-enabled=false', '.'],
    mend: 'npm run format',
  },
  { name: 'lint', group: 'lint', command: 'biome', args: ['lint', '--error-on-warnings', '.'] },
  ...layers.map((layer) => ({
    name: `types ${layer}`,
    group: 'types',
    command: 'tsc',
    args: ['-p', `tsconfig.${layer}.json`],
  })),
  {
    name: 'walls',
    group: 'walls',
    command: 'depcruise',
    args: ['--config', '.dependency-cruiser.cjs', 'src'],
  },
  { name: 'dead code', group: 'dead', command: 'knip', args: [] },
  { name: 'texts', group: 'texts', command: 'node', args: ['scripts/check-i18n.mjs'] },
  {
    name: 'capabilities',
    group: 'capabilities',
    command: 'node',
    args: ['scripts/capabilities.mjs', '--check'],
    mend: 'npm run capabilities',
  },
];

/** The quick tiers; `projects` are projects of vitest.config.ts. */
export const testSteps = [
  { name: 'unit tests', group: 'unit', projects: ['unit', 'renderer'] },
  { name: 'wire tests', group: 'wire', projects: ['wire'] },
  { name: 'wall and shell tests', group: 'walltests', projects: ['walls'] },
];
