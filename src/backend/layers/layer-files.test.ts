import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LayerIndex } from '../../engine/layers/index/layer-index.ts';
import { indexed } from '../../engine/layers/testing/analysed.ts';
import { file, folder, madeTar } from '../../engine/layers/testing/made-tar.ts';
import { openLayerFiles } from './layer-files.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'longshore-layers-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const id = (letter: string) => `sha256:${letter.repeat(64)}`;
const index: LayerIndex = indexed(madeTar([folder('a'), file('a/b', 'content')]));
const folderOf = () => join(home, 'layers');

it('gives back what was kept, for its owner alone', async () => {
  const files = openLayerFiles(folderOf());
  await files.save(id('a'), index);
  expect(await files.load(id('a'))).toEqual(index);
  expect(await files.load(id('b'))).toBeUndefined();
  const [name = ''] = await readdir(folderOf());
  const { mode, size } = await stat(join(folderOf(), name));
  expect(mode & 0o777).toBe(0o600);
  expect(await files.remembered()).toEqual({ layers: 1, sizeBytes: size });
  await files.forget();
  expect(await files.remembered()).toEqual({ layers: 0, sizeBytes: 0 });
});

it.each([
  ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
  ['changed', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.of(1)])],
  [
    'of another version',
    (bytes: Buffer) => Buffer.concat([Buffer.from('LSLAYER0'), bytes.subarray(8)]),
  ],
  ['empty', () => Buffer.alloc(0)],
])('drops a file that is %s, and says nothing', async (_, spoil) => {
  const files = openLayerFiles(folderOf());
  await files.save(id('a'), index);
  const [name = ''] = await readdir(folderOf());
  const path = join(folderOf(), name);
  await writeFile(path, spoil(await readFile(path)));
  expect(await files.load(id('a'))).toBeUndefined();
  expect(await readdir(folderOf())).toEqual([]);
});

it('lets go what was used longest ago when there is no more room', async () => {
  await openLayerFiles(folderOf()).save(id('a'), index);
  const { sizeBytes } = await openLayerFiles(folderOf()).remembered();
  const files = openLayerFiles(folderOf(), sizeBytes * 2);
  await files.save(id('b'), index);
  // The clock of a file system is coarse.
  await sleep(20);
  await files.load(id('a'));
  await files.save(id('c'), index);
  expect(await files.load(id('b'))).toBeUndefined();
  expect(await files.load(id('a'))).toEqual(index);
  expect(await files.load(id('c'))).toEqual(index);
});

it('writes nowhere else, whatever it is asked for, and bears a folder that it cannot make', async () => {
  await writeFile(join(home, 'file'), '');
  const files = openLayerFiles(join(home, 'file', 'layers'));
  await files.save(id('a'), index);
  await files.save('../../etc/passwd', index);
  expect(await files.load('../../etc/passwd')).toBeUndefined();
  expect(await readdir(home)).toEqual(['file']);
});
