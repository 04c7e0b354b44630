/**
 * Writes docs/capabilities.md from the tags of the tests (`{51}`, `{51 partial}`, `{book 12}`);
 * the lines are in docs/capabilities.data.json. With `--check` it writes nothing and fails when
 * the page is stale. A tag that names no line fails both.
 */
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { capabilityPage } from './lib/capability-page.mjs';
import { taggedTests } from './lib/capability-tags.mjs';

const root = resolve(import.meta.dirname, '..');
const target = 'docs/capabilities.md';
/** Tests of the product as a person meets it; the walls and the bed show no capability. */
const testFiles = 'test/{e2e,engine,hosts,shell,wire}/**/*.{test,e2e}.ts';

async function main() {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const data = JSON.parse(await readFile(join(root, 'docs/capabilities.data.json'), 'utf8'));
  const tests = [];
  const paths = globSync(testFiles, { cwd: root }).map((path) => path.split(sep).join('/'));
  for (const path of paths.sort()) {
    const source = await readFile(join(root, path), 'utf8');
    tests.push(...taggedTests(path, source).map((test) => ({ ...test, path })));
  }
  const { page, unknown } = capabilityPage(data, tests);
  for (const sentence of unknown) console.error(sentence);
  if (unknown.length > 0) process.exitCode = 1;
  if (!values.check) {
    await writeFile(join(root, target), page);
    return;
  }
  if ((await readFile(join(root, target), 'utf8').catch(() => '')) !== page) {
    console.error(`${target} is stale: npm run capabilities`);
    process.exitCode = 1;
  }
}

await main();
