import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisId } from '../../contract/ids.ts';
import type { AnalysisEvent, LayerSource } from '../../contract/layers.ts';
import { configOf } from '../../engine/images/config-fields.ts';
import { linesOf } from '../../engine/layers/facts.ts';
import { dockerArchive } from '../../engine/layers/testing/made-archive.ts';
import { file, madeTar, pieces, sha256, whiteout } from '../../engine/layers/testing/made-tar.ts';
import type { LayerBytes } from './layer-bytes.ts';
import { readFile } from './read-file.ts';
import { createShelf, type Shelf } from './shelf.ts';

const base = madeTar([file('a', 'first'), file('b', 'bee')]);
const top = madeTar([file('a', 'second'), whiteout('b')]);
const never = new AbortController().signal;
const source = (reference: string): LayerSource => ({ kind: 'registry', reference });

/** Like a registry: each layer by itself, and it is noted which were fetched. */
function single(layers: readonly Buffer[], more: Partial<LayerBytes> = {}) {
  const fetched: number[] = [];
  const bytes: LayerBytes = {
    ...{ name: 'made', identity: sha256(Buffer.concat(layers)), remote: false },
    travelBytes: layers.reduce((sum, { length }) => sum + length, 0),
    facts: {
      ...{
        name: 'made',
        imageId: '',
        platform: '',
        config: configOf(null),
        others: [],
        warnings: [],
      },
      lines: linesOf([], layers.length),
      layers: layers.map((layer) => ({ diffId: sha256(layer), missing: 'no', storedAt: null })),
    },
    from: {
      kind: 'layers',
      sizesBytes: layers.map(({ length }) => length),
      open(place) {
        fetched.push(place);
        return pieces(layers[place] as Buffer);
      },
    },
    ...more,
  };
  return { bytes, fetched };
}

const archive = (image: Buffer, open = () => pieces(image)): LayerBytes => ({
  ...{ name: 'file.tar', identity: sha256(image), facts: null, remote: false },
  ...{ travelBytes: image.length, from: { kind: 'archive', open } },
});

let folder: string;
let shelf: Shelf;
const sources = new Map<string, LayerBytes>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-shelf-'));
  shelf = createShelf({
    folder: join(folder, 'layers'),
    open: async (wanted) =>
      sources.get(wanted.kind === 'registry' ? wanted.reference : '') as LayerBytes,
    stacks: async () => [],
  });
});
afterEach(async () => {
  await shelf.close();
  await rm(folder, { recursive: true, force: true });
});

async function events(reference: string, agreed = false): Promise<AnalysisEvent[]> {
  const all: AnalysisEvent[] = [];
  for await (const event of shelf.analyse({ source: source(reference), agreed }, never))
    all.push(event);
  return all;
}

async function analysed(reference: string, agreed = false) {
  const last = (await events(reference, agreed)).at(-1);
  if (last?.state !== 'done') throw new Error(last?.state);
  return last.image;
}

describe('the shelf', () => {
  it('fetches only the layers that it lacks, and opens a file from its own layer', async () => {
    const one = single([base]);
    const two = single([base, top]);
    sources.set('one', one.bytes);
    sources.set('two', two.bytes);
    expect(await analysed('one')).toMatchObject({ files: 2 });
    const image = await analysed('two');
    expect(image).toMatchObject({ files: 1, sizeBytes: 14 });
    expect([one.fetched, two.fetched]).toEqual([[0], [1]]);
    // The names are sorted: `a` is the first.
    const question = { analysis: image.analysis, layer: 1, node: 1, below: true, agreed: false };
    const read = [];
    for await (const event of readFile(shelf, question, never)) read.push(event);
    expect(read.at(-1)).toMatchObject({
      ...{ state: 'done', path: '/a' },
      ...{ content: { text: 'second' }, below: { text: 'first' } },
    });
    expect(two.fetched).toEqual([1, 1, 0]);
  });

  it('takes no layer for another', async () => {
    const { bytes } = single([base]);
    const lying = { ...bytes, from: { ...bytes.from, open: () => pieces(top) } } as LayerBytes;
    sources.set('lying', lying);
    await expect(analysed('lying')).rejects.toMatchObject({ code: 'archive-broken' });
  });

  it('asks before bytes travel from another machine, and says how many', async () => {
    const far = single([base, top], { remote: true });
    sources.set('base', single([base]).bytes);
    sources.set('far', far.bytes);
    await analysed('base');
    expect((await events('far')).at(-1)).toEqual({
      ...{ state: 'asking', travelBytes: top.length, layers: 2, knownLayers: 1 },
    });
    expect(far.fetched).toEqual([]);
    expect(await analysed('far', true)).toMatchObject({ files: 1 });
    // Known by now: nothing travels, nobody is asked.
    sources.set('near', single([base, top], { remote: true, identity: 'other' }).bytes);
    expect(await analysed('near')).toMatchObject({ files: 1 });
  });

  it('reads once for all who ask at the same time, and knows what it holds', async () => {
    let opened = 0;
    const image = dockerArchive({ stored: [base, top] });
    sources.set(
      'file',
      archive(image, () => {
        opened += 1;
        return pieces(image);
      }),
    );
    const [first, second] = await Promise.all([analysed('file'), analysed('file')]);
    expect(second?.analysis).toBe(first?.analysis);
    expect((await analysed('file')).analysis).toBe(first?.analysis);
    expect(opened).toBe(1);
  });

  it('holds six, and lets go the one that was used longest ago', async () => {
    const ids: AnalysisId[] = [];
    for (let at = 0; at < 7; at += 1) {
      sources.set(`${at}`, archive(dockerArchive({ stored: [madeTar([file(`f${at}`)])] })));
      ids.push((await analysed(`${at}`)).analysis);
      // The first is looked at again and again.
      shelf.use(ids[0] as AnalysisId);
    }
    expect(() => shelf.use(ids[1] as AnalysisId)).toThrow('let go');
    for (const id of [ids[0], ...ids.slice(2)])
      expect(shelf.use(id as AnalysisId).held.image.files).toBe(1);
  });

  it('says what is wrong with an archive, and goes on', async () => {
    sources.set('cut', archive(dockerArchive({ stored: [base] }).subarray(0, 1_500)));
    await expect(analysed('cut')).rejects.toMatchObject({ code: 'archive-broken' });
    const stuck = archive(Buffer.from('x'), async function* () {
      yield dockerArchive({ stored: [base] }).subarray(0, 512);
      throw Object.assign(new Error('gone'), { code: 'EIO' });
    } as never);
    sources.set('stuck', stuck);
    await expect(analysed('stuck')).rejects.toThrow('gone');
    sources.set('good', archive(dockerArchive({ stored: [base] })));
    expect(await analysed('good')).toMatchObject({ name: 'file.tar', files: 2 });
  });
});
