/**
 * The walls stand: a fault planted in each layer is seen by the same commands that
 * `npm run check` runs. They run in a small tree of their own with the project's real
 * configuration, so nothing is ever planted in the sources and nothing else can trip them.
 */
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layers, staticSteps } from '../../scripts/lib/check-steps.mjs';
import { runProgram } from '../../scripts/lib/run-program.mjs';
import { type Plant, plants, soil } from './plants.ts';

const root = resolve(import.meta.dirname, '../..');
const configuration = [
  '.dependency-cruiser.cjs',
  '.gitignore',
  'biome',
  'biome.json',
  'package.json',
  'src/contract/globals.d.ts',
  'src/wire/globals.d.ts',
  'tsconfig.base.json',
  ...layers.map((layer) => `tsconfig.${layer}.json`),
];

const trees: string[] = [];

/** A tree with the project's configuration and the given files. */
async function plantTree(files: Readonly<Record<string, string>>): Promise<string> {
  const tree = await mkdtemp(join(tmpdir(), 'longshore-walls-'));
  trees.push(tree);
  for (const path of configuration)
    await cp(join(root, path), join(tree, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
  return tree;
}

/** Runs the check's steps of one group; tests are no part of the small tree. */
async function runGroup(group: string, tree: string): Promise<{ code: number; output: string }> {
  const steps = staticSteps.filter((step) => step.group === group && step.name !== 'types test');
  const runs = [];
  for (const { command, args } of steps) runs.push(await runProgram(command, args, { cwd: tree }));
  return {
    code: Math.max(...runs.map((run) => run.code)),
    output: runs.map((run) => run.output).join('\n'),
  };
}

const groupOf = { depcruise: 'walls', tsc: 'types', biome: 'lint' } as const;
type Tool = Plant['seenBy']['tool'];
const tools = Object.keys(groupOf) as Tool[];

afterAll(async () => {
  for (const tree of trees) await rm(tree, { recursive: true, force: true });
});

describe('without a fault', () => {
  it.each(tools)('%s is content, so that what it says below is about the plants', async (tool) => {
    const { code, output } = await runGroup(groupOf[tool], await plantTree(soil));
    expect(output).not.toMatch(/error/i);
    expect(code).toBe(0);
  });
});

describe.each(tools)('%s', (tool) => {
  const mine = plants.filter((plant) => plant.seenBy.tool === tool);
  let report = { code: 0, output: '' };

  beforeAll(async () => {
    const files = Object.fromEntries(mine.map(({ file, text }) => [file, text]));
    report = await runGroup(groupOf[tool], await plantTree({ ...soil, ...files }));
  });

  it('fails', () => {
    expect(report.code).not.toBe(0);
  });

  it.each(mine)('sees $seenBy.says in $file', ({ file, seenBy }) => {
    const lines = report.output.split('\n').filter((line) => line.includes(file));
    expect(lines.filter((line) => line.includes(seenBy.says))).not.toEqual([]);
  });
});

it('every layer has a plant for each of the three means', () => {
  const planted = (tool: Tool) =>
    new Set(
      plants.filter(({ seenBy }) => seenBy.tool === tool).map(({ file }) => file.split('/')[1]),
    );
  const names = Object.keys(soil).map((file) => file.split('/')[1]);
  for (const name of new Set(names)) {
    expect([...planted('depcruise')], 'direction').toContain(name);
    expect([...planted('tsc')], 'compiler').toContain(name);
  }
});
