/** Plans of removals against what the engines then do and free. */
import { randomBytes } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import type { ImageId } from '../../src/contract/ids.ts';
import { imageDetail } from '../../src/engine/images/detail.ts';
import { createLayerBook } from '../../src/engine/images/layer-book.ts';
import { allImages, listImages } from '../../src/engine/images/list.ts';
import { tagImage } from '../../src/engine/images/names.ts';
import { removalOutcome } from '../../src/engine/images/removal-outcome.ts';
import { removalPlan } from '../../src/engine/images/removal-plan.ts';
import { removeExactly } from '../../src/engine/images/remove-exactly.ts';
import { buildImage } from '../support/images/image.ts';
import { tarOf } from '../support/images/tar.ts';
import { testLabel } from '../support/raw-engine.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import { bench, make, problemOf } from './engine-support.ts';

const file = (path: string, size: number) => [{ path, bytes: randomBytes(size), mode: 0o644 }];

await eachTarget('removal of images', (target) => {
  const b = bench(target);
  const docker = isDocker(target);
  const listed = (name: string) => (docker ? name : `localhost/${name}`);
  const made = new Set<string>();
  const nameOf = (name: string) => {
    made.add(`removal-${b.raw.id}/${name}`);
    return `removal-${b.raw.id}/${name}`;
  };
  afterEach(async () => {
    for (const name of made) await b.raw.ask('DELETE', `/images/${name}?force=1`);
    made.clear();
    await b.raw.removeAll();
  });

  /** Two on a common ground of 300 kB, with 20 kB and 1 kB of their own. */
  async function family(): Promise<Record<'base' | 'web' | 'db', ImageId>> {
    const ground = [file('ground', 300_000), file('more', 40_000)];
    const config = { Labels: { [testLabel]: b.raw.id } };
    const load = async (name: string, own: number) => {
      const layers = own === 0 ? ground : [...ground, file(name, own)];
      const image = buildImage({ tags: [nameOf(`${name}:1`)], layers, config });
      await b.raw.load(image.saveTar());
      return image.id as ImageId;
    };
    return {
      base: await load('base', 0),
      web: await load('web', 20_000),
      db: await load('db', 900),
    };
  }
  const plan = (scope: Parameters<typeof removalPlan>[1]['scope']) =>
    removalPlan(b.engine, { scope, book: createLayerBook() });
  const stored = async () =>
    (await b.raw.request<{ LayersSize: number }>('GET', '/system/df')).LayersSize;

  it('counts the bytes that go with each, layers of others left out {69} {74} {145 partial}', async () => {
    const { base, web, db } = await family();
    const one = await plan({ kind: 'chosen', images: [web] });
    const all = await plan({ kind: 'chosen', images: [base, web, db] });
    const within = (bytes: number, least: number) => {
      expect(bytes).toBeGreaterThanOrEqual(least);
      expect(bytes).toBeLessThan(least * 1.5 + 20_000);
    };
    within(one.freed.bytes, 20_000);
    within(all.freed.bytes, 360_900);
    expect(all.items.map((item) => item.effect)).toEqual(['delete', 'delete', 'delete']);
    const sum = all.items.reduce((bytes, item) => bytes + item.freed.bytes, 0);
    expect(sum).toBe(all.freed.bytes);
    // Podman's sizes hold more than the layers; Docker's add up, and are what its disk gives back.
    expect(all.freed.precision).toBe(docker ? 'exact' : 'about');
    if (!docker) return;
    const before = await stored();
    await removeExactly(b.engine, { image: web, names: [`removal-${b.raw.id}/web:1`] });
    expect(before - (await stored())).toBe(one.freed.bytes);
    const rest = await plan({ kind: 'chosen', images: [base, db] });
    for (const { image, names } of rest.items) await removeExactly(b.engine, { image, names });
    expect(before - (await stored())).toBe(all.freed.bytes);
  });

  it('tells what containers hold, and leaves alone what has another name by now', async () => {
    const { web, db } = await family();
    await make(b, { image: web, command: ['/x'] });
    const { items, freed } = await plan({ kind: 'chosen', images: [web, db] });
    expect(items).toMatchObject([
      { image: db, effect: 'delete', names: [listed(`removal-${b.raw.id}/db:1`)] },
      { image: web, effect: 'refused', reason: 'stopped-containers', users: 1 },
    ]);
    expect(freed.bytes).toBeLessThan(20_000);
    const names = items[0]?.names ?? [];
    await tagImage(b.engine, { image: db, reference: nameOf('late:1') });
    const removing = removeExactly(b.engine, { image: db, names });
    expect(await problemOf(removing)).toMatchObject({
      code: 'image-changed',
      facts: { name: expect.stringMatching(/late:1$/) },
    });
    expect((await imageDetail(b.engine, db)).summary.tags).toHaveLength(2);
  });

  it('offers what is unused by age and label, and what is dangling', async () => {
    const { base, web, db } = await family();
    const label = `${testLabel}=${b.raw.id}`;
    const ids = async (scope: Parameters<typeof plan>[0]) =>
      (await plan(scope)).items.map(({ image }) => image).toSorted();
    expect(await ids({ kind: 'unused', label })).toEqual([base, web, db].toSorted());
    expect(await ids({ kind: 'unused', label, createdBeforeMs: 1000 })).toEqual([]);
    await b.raw.load(
      buildImage({ tags: [nameOf('web:1')], layers: [file('new', 500)], config: {} }).saveTar(),
    );
    expect(await ids({ kind: 'dangling', label })).toEqual([web]);
    const image = await removeExactly(b.engine, { image: web, names: [] });
    expect(image.deleted.some((id) => id.endsWith(web.slice(7)))).toBe(true);
  });

  it('tells steps of a build from dangling images {book 21}', async () => {
    const tag = nameOf('built:1');
    const dockerfile = [
      'FROM longshore/busybox:1',
      `LABEL ${testLabel}=${b.raw.id}`,
      `RUN echo ${b.raw.id} > /one`,
      'RUN echo two > /two',
      'CMD ["sleep", "600"]',
    ].join('\n');
    const context = tarOf([{ path: 'Dockerfile', bytes: dockerfile, mode: 0o644 }]);
    const said = await b.raw.ask('POST', `/build?t=${tag}&version=1&layers=true&rm=1`, context);
    expect(said.status, said.body.toString('utf8')).toBe(200);
    const { id } = (await imageDetail(b.engine, tag)).summary;
    const all = await allImages(b.engine);
    const steps = all.filter(({ summary }) => summary.intermediate);
    expect(steps.length).toBeGreaterThanOrEqual(2);
    const usual = new Set((await listImages(b.engine)).map((image) => image.id));
    expect(steps.every(({ summary }) => !summary.dangling && !usual.has(summary.id))).toBe(true);
    const below = all.find(({ summary }) => summary.id === id)?.parent;
    const step = steps.find(({ summary }) => summary.id === below);
    expect(await plan({ kind: 'chosen', images: [below as ImageId] })).toMatchObject({
      items: [{ effect: 'refused', reason: 'intermediate' }],
    });
    expect(await removalOutcome(b.engine, step?.summary.id ?? '')).toMatchObject({
      effect: 'refused',
      reason: 'has-children',
      children: [{ id }],
    });
    const busybox = await removalOutcome(b.engine, listed('longshore/busybox:1'));
    expect(busybox.children.length).toBeGreaterThanOrEqual(1);
    // With the image go the steps that were kept for it, and their bytes.
    const before = docker ? await stored() : 0;
    const { items } = await plan({ kind: 'chosen', images: [id] });
    expect(items).toMatchObject([{ effect: 'delete' }]);
    const removed = await removeExactly(b.engine, {
      image: id,
      names: items[0]?.names ?? [],
    });
    expect(removed.deleted.some((gone) => gone.endsWith((below ?? '-').slice(7)))).toBe(true);
    if (docker) expect(before - (await stored())).toBe(items[0]?.freed.bytes);
  });
});
