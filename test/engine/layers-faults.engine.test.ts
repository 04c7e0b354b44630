import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AnalysisEvent, layers } from '../../src/contract/layers.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import { largeImage } from '../support/images/fixtures.ts';
import { buildImage } from '../support/images/image.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import { type BackendBed, backendOn, collect, firstThat, until } from './backend-support.ts';

await eachTarget('layers that do not come', (target) => {
  const raw = rawEngine(target.socket);
  const reference = 'longshore-test/layers-large:1';
  const image = isDocker(target) ? reference : `localhost/${reference}`;
  let bed: BackendBed;
  let proxy: Awaited<ReturnType<typeof countingProxy>>;

  beforeAll(async () => {
    await raw.load(largeImage().saveTar([reference]));
    proxy = await countingProxy(target.socket);
    bed = await backendOn(proxy.socket);
  });
  afterAll(async () => {
    await raw.ask('DELETE', `/images/${image}?force=1`);
    expect(bed.faults).toEqual([]);
    await bed.close();
    await proxy.close();
  });

  const saves = () => proxy.openRequests().filter((request) => request.includes('/images/get'));
  function analyse(): AsyncIterable<AnalysisEvent> {
    const source = { kind: 'image' as const, host: bed.host, image };
    return bed.window().api.layers.analyse({ source });
  }

  it('closes the engine’s side when the last watcher leaves, not before', async () => {
    const first = collect(analyse());
    const second = collect(analyse());
    await until('the save runs', () => saves().length > 0);
    expect(saves()).toHaveLength(1);
    first.stop();
    second.stop();
    await until('the save is over', () => saves().length === 0);
    for (const { seen } of [first, second]) {
      expect(seen.filter(({ state }) => state === 'done')).toEqual([]);
    }
  });

  it('says that the engine was gone when the save is cut', async () => {
    proxy.cutAfterBytes = 5_000_000;
    const events = analyse();
    const failed = firstThat(events, ({ state }) => state === 'done');
    await expect(failed).rejects.toMatchObject({ code: 'engine-gone' });
    proxy.cutAfterBytes = Number.POSITIVE_INFINITY;
  });

  it('is whole, or says that the image is not there, when it is deleted meanwhile', async () => {
    const events = analyse();
    const last = firstThat(events, ({ state }) => state === 'done');
    last.catch(() => undefined);
    await until('it has begun', () => proxy.requests.some((one) => one.includes('/history')));
    await raw.ask('DELETE', `/images/${image}?force=1`);
    const outcome = await last.then(
      (event) => (event.state === 'done' ? event.image.files : event.state),
      (error: { code: string }) => error.code,
    );
    expect([10, 'image-not-found']).toContain(outcome);
    const again = bed.window().api.layers.analyse({
      source: { kind: 'image', host: bed.host, image },
    });
    const gone = firstThat(again, ({ state }) => state === 'done');
    await expect(gone).rejects.toMatchObject({ code: 'image-not-found' });
  });

  it('reads an image that this machine cannot run', async () => {
    const name = 'longshore-test/layers-elsewhere:1';
    const foreign = isDocker(target) ? name : `localhost/${name}`;
    const files = [{ path: 'hello', bytes: Buffer.from('hello'), mode: 0o644 }];
    const made = buildImage({ tags: [name], layers: [files], config: {}, architecture: 's390x' });
    await raw.load(made.saveTar());
    try {
      const source = { kind: 'image' as const, host: bed.host, image: foreign };
      const done = await firstThat(
        bed.window().api.layers.analyse({ source }),
        ({ state }) => state === 'done',
      );
      expect(done).toMatchObject({ image: { platform: 'linux/s390x', files: 1, sizeBytes: 5 } });
    } finally {
      await raw.ask('DELETE', `/images/${foreign}?force=1`);
    }
  });

  it('says that an analysis was let go', async () => {
    const { api } = bed.window();
    const input = layers.tree.input.parse({ analysis: 'unknown', layer: 0, view: 'layer' });
    await expect(api.layers.tree(input)).rejects.toMatchObject({ code: 'analysis-gone' });
  });
});
