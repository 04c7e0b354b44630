/** Two images of 20 layers that differ in the last: made here, so that nothing has to be built or fetched. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../support/images/image.ts';
import { type TarEntry, tarOf } from '../support/images/tar.ts';
import type { Bench } from './group.ts';
import { dockerCli, runInto } from './programs.ts';

export interface LayeredSize {
  readonly layers: number;
  readonly filesEach: number;
  readonly bytesEach: number;
}

/** 100,000 files, 2 GB. */
export const fullSize: LayeredSize = { layers: 20, filesEach: 5_000, bytesEach: 20_000 };
export const quickSize: LayeredSize = { layers: 4, filesEach: 100, bytesEach: 2_000 };

/** Files are windows on these bytes: no two alike, and nothing that packs well. */
function noise(): Buffer {
  const bytes = Buffer.alloc(1_100_000);
  let state = 12_345;
  for (let at = 0; at < bytes.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}
const source = noise();

function layerTar(seed: number, { filesEach, bytesEach }: LayeredSize): Buffer {
  const entries: TarEntry[] = [];
  for (let n = 0; n < filesEach; n += 1) {
    const folder = `usr/share/part-${seed % 1_000}/group-${Math.floor(n / 100)}/`;
    if (n % 100 === 0) entries.push({ path: folder, folder: true });
    const at = (n * 211 + seed * 17) % 1_000_000;
    const bytes = source.subarray(at, at + bytesEach);
    entries.push({ path: `${folder}file-${n}.dat`, bytes, mode: 0o644 });
  }
  return tarOf(entries);
}

function entry(path: string, bytes: Uint8Array | string): Buffer {
  const whole = tarOf([{ path, bytes, mode: 0o644 }]);
  return whole.subarray(0, whole.length - 1_024);
}

/** The tar of `docker save`, a layer at a time: the image is larger than a person's free memory. */
async function* saveTar(reference: string, seeds: readonly number[], size: LayeredSize) {
  const digests: string[] = [];
  for (const [at, seed] of seeds.entries()) {
    const layer = layerTar(seed, size);
    digests.push(sha256(layer));
    yield entry(`layer-${at}.tar`, layer);
  }
  const config = JSON.stringify({
    ...{ architecture: process.arch === 'arm64' ? 'arm64' : 'amd64', os: 'linux', config: {} },
    rootfs: { type: 'layers', diff_ids: digests.map((digest) => `sha256:${digest}`) },
    history: seeds.map((seed) => ({ created_by: `COPY part-${seed} /usr/share` })),
  });
  const Layers = seeds.map((_, at) => `layer-${at}.tar`);
  yield entry('config.json', config);
  const manifest = [{ Config: 'config.json', RepoTags: [reference], Layers }];
  yield tarOf([{ path: 'manifest.json', bytes: JSON.stringify(manifest), mode: 0o644 }]);
}

/** Loads both by the engine's own program, which waits as long as it takes; gives their names. */
export async function loadLayered(
  { engine, scratch }: Pick<Bench, 'engine' | 'scratch'>,
  size: LayeredSize,
): Promise<[string, string]> {
  const seeds = Array.from({ length: size.layers }, (_, at) => at);
  const first = 'longshore/bench-layers:1';
  const second = 'longshore/bench-layers:2';
  const file = join(scratch, 'layers.tar');
  const load = async (reference: string, layers: readonly number[]): Promise<void> => {
    await writeFile(file, saveTar(reference, layers, size));
    const env = { DOCKER_HOST: engine.dockerHost };
    await runInto('/dev/null', [await dockerCli(), 'load', '-i', file], env);
    await rm(file);
  };
  await load(first, seeds);
  await load(second, seeds.with(-1, size.layers + 7));
  return [first, second];
}
