/**
 * Checks what the interface says: English and Chinese hold the same keys with the right plural
 * forms and placeholders, every key that a source uses exists, none is unused, and no sentence
 * stands in a component. Exit code 1 with one line a fault.
 *
 * A name that is the same in all languages may be excused: `// i18n-ignore: <reason>`.
 */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { textUses } from './lib/text-uses.mjs';
import { compareLanguages, compareUses } from './lib/texts.mjs';

const root = resolve(import.meta.dirname, '..');

/** @param {'en' | 'zh-CN'} language */
async function catalogue(language) {
  const files = globSync(`src/renderer/shared/i18n/${language}/*.json`, { cwd: root }).sort();
  const read = async (file) => JSON.parse(await readFile(join(root, file), 'utf8'));
  const trees = await Promise.all(files.map(read));
  return Object.fromEntries(files.map((file, at) => [basename(file, '.json'), trees[at]]));
}

async function main() {
  const catalogues = { en: await catalogue('en'), 'zh-CN': await catalogue('zh-CN') };
  const faults = compareLanguages(catalogues);
  const uses = [];
  const sources = globSync('src/renderer/**/*.{ts,tsx}', { cwd: root }).sort();
  for (const path of sources.filter((file) => !/\.(test\.tsx?|d\.ts)$/.test(file))) {
    const found = textUses(path, await readFile(join(root, path), 'utf8'));
    uses.push(...found.uses);
    faults.push(...found.faults);
  }
  faults.push(...compareUses(catalogues.en, uses));
  for (const fault of faults) console.error(fault);
  const files = Object.keys(catalogues.en).length;
  console.log(`${files} catalogues, ${sources.length} sources, ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

await main();
