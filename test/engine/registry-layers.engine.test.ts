import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AnalysedImage, LayerSource } from '../../src/contract/layers.ts';
import { startRegistries } from '../support/bed/registries.ts';
import { registryAddress } from '../support/bed/registry-address.ts';
import { pushForOnePlatform, pushImage } from '../support/bed/registry-push.ts';
import { fixtureImage } from '../support/images/fixtures.ts';
import { layeredImage } from '../support/images/layered.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { eachTarget } from '../support/targets.ts';
import { type Api, type BackendBed, backendOn, firstThat } from './backend-support.ts';

await startRegistries();
const plain = await registryAddress('plain');

await eachTarget('layers of an image in a registry', (target) => {
  const { id } = rawEngine(target.socket);
  let bed: BackendBed;
  let api: Api;
  const source = (name: string): LayerSource => ({
    ...{ kind: 'registry', reference: `${plain}/${name}` },
  });

  beforeAll(async () => {
    bed = await backendOn(target.socket);
    ({ api } = bed.window());
    await api.registries.agreeToPlain({ registry: plain, agreed: true });
  });
  afterAll(async () => {
    expect(bed.faults).toEqual([]);
    await bed.close();
  });

  const begun = (name: string) =>
    firstThat(
      api.layers.analyse({ source: source(name) }),
      ({ state }) => state === 'asking' || state === 'done',
    );
  async function analysed(name: string): Promise<AnalysedImage> {
    const events = api.layers.analyse({ source: source(name), agreed: true });
    const last = await firstThat(events, ({ state }) => state === 'done');
    if (last.state !== 'done') throw new Error(last.state);
    return last.image;
  }

  it('are those of the image, and only what is lacking is fetched', async () => {
    const [busybox, web] = [await fixtureImage('busybox'), await fixtureImage('web')];
    const repository = `layers-${id}/web`;
    await pushImage({ base: `http://${plain}`, repository, tags: ['1'] }, web);
    expect(await begun('fixtures/busybox:1')).toMatchObject({
      ...{ state: 'asking', layers: 1, knownLayers: 0 },
    });
    const first = await analysed('fixtures/busybox:1');
    expect(first).toMatchObject({ imageId: busybox.id, warnings: [] });
    // The lowest layer is the same: it does not travel again.
    const asked = await begun(`${repository}:1`);
    expect(asked).toMatchObject({ state: 'asking', layers: 3, knownLayers: 1 });
    expect(asked.state === 'asking' ? asked.travelBytes : 0).toBeLessThan(5_000);
    const image = await analysed(`${repository}:1`);
    expect(image).toMatchObject({
      ...{ imageId: web.id, name: `${plain}/${repository}:1`, warnings: [] },
      config: { command: ['/bin/serve'], workingDir: '/srv' },
    });
    expect(image.layers.map(({ instruction, missing }) => `${instruction} ${missing}`)).toEqual([
      ...['fixture layer 1 no', 'fixture layer 2 no', 'fixture layer 3 no'],
    ]);
    expect((await begun(`${repository}:1`)).state, 'all is known').toBe('done');
    const { analysis } = image;
    const { rows } = await api.layers.tree({ analysis, layer: 1, view: 'layer', open: 'all' });
    const page = rows.find(({ name }) => name === 'index.html');
    const wish = { analysis, layer: 1, node: page?.node ?? 0 };
    const question = await firstThat(api.layers.file(wish), () => true);
    // One layer is fetched again for a file, not the image.
    expect(question.state === 'asking' ? question.travelBytes : 0).toBeLessThan(2_000);
    const file = await firstThat(
      api.layers.file({ ...wish, agreed: true }),
      ({ state }) => state === 'done',
    );
    expect(file).toMatchObject({ content: { kind: 'text', text: '<h1>It works</h1>\n' } });
  });

  it('are compared with those of the engine', async () => {
    const here = await firstThat(
      api.layers.analyse({ source: { kind: 'image', host: bed.host, image: 'longshore/web:1' } }),
      ({ state }) => state === 'done',
    );
    const there = await analysed('fixtures/busybox:1');
    if (here.state !== 'done') throw new Error(here.state);
    const both = { left: there.analysis, right: here.image.analysis };
    expect(await api.layers.compare(both)).toMatchObject({
      ...{ sharedLayers: 1, added: 2, removed: 0, changed: 0 },
    });
  });

  it('of the only platform that there is, and a refusal that is decoded', async () => {
    const repository = `layers-${id}/foreign`;
    const image = { ...layeredImage(), architecture: 'arm64' };
    await pushForOnePlatform({ base: `http://${plain}`, repository, tags: ['1'] }, image);
    expect((await analysed(`${repository}:1`)).imageId).toBe(image.id);
    const wanted = { ...source(`${repository}:1`), platform: 'linux/s390x' };
    const refused = firstThat(api.layers.analyse({ source: wanted }), () => false);
    await expect(refused).rejects.toMatchObject({ code: 'platform-unavailable' });
    const unknown = firstThat(api.layers.analyse({ source: source('none/x:1') }), () => false);
    await expect(unknown).rejects.toMatchObject({ code: 'manifest-unknown' });
  });
});
