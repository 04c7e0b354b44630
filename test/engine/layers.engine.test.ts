import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AnalysedImage, TreeRow } from '../../src/contract/layers.ts';
import { layeredImage, layeredName } from '../support/images/layered.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import { type Api, type BackendBed, backendOn, firstThat } from './backend-support.ts';

/** `+ app/ 5000004`: how a row reads in an expectation. */
function line({ change, level, name, kind, sizeBytes, hides }: TreeRow): string {
  const mark = { added: '+', changed: '~', removed: '-', kept: ' ' }[change];
  const hidden = hides.map(({ layer, bytes }) => ` hides ${bytes} in ${layer}`).join('');
  return `${mark}${'  '.repeat(level)}${name}${kind === 'folder' ? '/' : ''} ${sizeBytes}${hidden}`;
}

await eachTarget('layers of an image', (target) => {
  const raw = rawEngine(target.socket);
  const name = isDocker(target) ? layeredName : `localhost/${layeredName}`;
  let bed: BackendBed;
  let api: Api;
  let image: AnalysedImage;

  beforeAll(async () => {
    await raw.load(layeredImage().saveTar());
    bed = await backendOn(target.socket);
    ({ api } = bed.window());
    const source = { kind: 'image' as const, host: bed.host, image: name };
    const last = await firstThat(api.layers.analyse({ source }), ({ state }) => state === 'done');
    if (last.state !== 'done') throw new Error(last.state);
    image = last.image;
  });
  afterAll(async () => {
    await raw.ask('DELETE', `/images/${name}?force=1`);
    expect(bed.faults).toEqual([]);
    await bed.close();
  });

  const tree = async (layer: number, view: 'layer' | 'stack') => {
    const { rows } = await api.layers.tree({
      ...{ analysis: image.analysis, layer, view, open: 'all' },
    });
    return rows.map(line);
  };

  it('tells what each layer brings, hides and wastes', async () => {
    expect(image.warnings).toEqual([]);
    expect(image).toMatchObject({
      ...{ name, imageId: layeredImage().id, files: 3, sizeBytes: 5_010_017 },
      config: {
        command: ['/none'],
        env: [{ name: 'A', value: '1' }],
        labels: { title: 'layered' },
      },
    });
    expect(image.layers.map(({ added, changed, removed }) => [added, changed, removed])).toEqual([
      [9, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 1],
      [0, 0, 3],
    ]);
    expect(image.layers.map(({ digest }) => digest)).toEqual(
      layeredImage().layers.map(() => expect.stringMatching(/^sha256:[0-9a-f]{64}$/)),
    );
    expect(image.efficiency.wastedBytes).toBe(5_009_004);
  });

  it('shows the tree of a layer and of all up to it', async () => {
    expect(await tree(1, 'layer')).toEqual(['   app/ 13', '~    conf 13 hides 4 in 0']);
    expect(await tree(2, 'layer')).toEqual([
      '   app/ 0',
      '-    big.bin 5000000 hides 5000000 in 0',
    ]);
    expect(await tree(3, 'layer')).toEqual([
      '   data/ 1000 hides 2000 in 0',
      '+    new 1000',
      '-    old 2000 hides 2000 in 0',
    ]);
    expect(await tree(4, 'layer')).toEqual([
      '-  cache/ 7000 hides 7000 in 0',
      '-    a 3000 hides 3000 in 0',
      '-    b 4000 hides 4000 in 0',
    ]);
    expect(await tree(4, 'stack')).toEqual([
      '   app/ 13',
      '     conf 13',
      '     link 0',
      '   data/ 1000',
      '     new 1000',
    ]);
  });

  it('lists waste with its causes, and draws a map', async () => {
    const waste = await api.layers.waste({ analysis: image.analysis });
    expect(waste.entries.map(({ node: _, ...entry }) => entry)).toEqual([
      {
        ...{ path: '/app/big.bin', kind: 'removed', wastedBytes: 5_000_000, causedBy: 2 },
        copies: [{ layer: 0, bytes: 5_000_000 }],
      },
      {
        ...{ path: '/cache/b', kind: 'removed', wastedBytes: 4_000, causedBy: 4 },
        copies: [{ layer: 0, bytes: 4_000 }],
      },
      {
        ...{ path: '/cache/a', kind: 'removed', wastedBytes: 3_000, causedBy: 4 },
        copies: [{ layer: 0, bytes: 3_000 }],
      },
      {
        ...{ path: '/data/old', kind: 'removed', wastedBytes: 2_000, causedBy: 3 },
        copies: [{ layer: 0, bytes: 2_000 }],
      },
      {
        ...{ path: '/app/conf', kind: 'replaced', wastedBytes: 4, causedBy: 1 },
        copies: [
          { layer: 0, bytes: 4 },
          { layer: 1, bytes: 13 },
        ],
      },
    ]);
    const map = await api.layers.treemap({ analysis: image.analysis, layer: 0, view: 'layer' });
    expect(map.cells.map(({ name: cell, sizeBytes }) => [cell, sizeBytes])).toEqual([
      ['app', 5_000_004],
      ['cache', 7_000],
      ['data', 2_000],
    ]);
  });
});
