import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import type { JobStep } from '../../src/contract/jobs.ts';
import { startContainer } from '../../src/engine/containers/actions.ts';
import {
  canSavePlatform,
  importImage,
  loadImages,
  saveImages,
} from '../../src/engine/images/archives.ts';
import { compress } from '../../src/engine/images/compress.ts';
import { findImage, imageDetail, imageHistory, imageJson } from '../../src/engine/images/detail.ts';
import { listImages } from '../../src/engine/images/list.ts';
import { lookInto } from '../../src/engine/images/look.ts';
import { removeImage, tagImage } from '../../src/engine/images/names.ts';
import { type PullEvent, pullImage } from '../../src/engine/images/pull.ts';
import { removalOutcome } from '../../src/engine/images/removal-outcome.ts';
import { startRegistries } from '../support/bed/registries.ts';
import { registryAddress } from '../support/bed/registry-address.ts';
import { fixtureImage, fixtureTar, rootfsTar } from '../support/images/fixtures.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import { bench, make, problemOf, until } from './engine-support.ts';

async function* chunks(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

await startRegistries();

await eachTarget('images', (target) => {
  const b = bench(target);
  const docker = isDocker(target);
  const made = new Set<string>();
  const mine = (name: string) => {
    const reference = `images-${b.raw.id}/${name}`;
    made.add(reference);
    return reference;
  };
  /** Podman lists what has no registry with the Hub's. */
  const listed = (reference: string) => (docker ? reference : `docker.io/${reference}`);

  afterEach(async () => {
    for (const reference of made) await b.raw.ask('DELETE', `/images/${reference}?force=1`);
    made.clear();
  });

  it('pulls with progress, a digest, and tells when nothing is new', async () => {
    const reference = `${await registryAddress('plain')}/fixtures/large:1`;
    made.add(reference);
    await b.raw.ask('DELETE', `/images/${reference}?force=1`);
    const events: PullEvent[] = [];
    for await (const event of pullImage(b.engine, { reference })) events.push(event);
    const steps = new Map<string, JobStep>();
    for (const event of events) if (event.kind === 'step') steps.set(event.step.id, event.step);
    if (docker) {
      expect(steps.size).toBe(10);
      expect([...steps.values()].every((step) => step.phase === 'done')).toBe(true);
      const total = [...steps.values()].reduce((sum, step) => sum + step.totalBytes, 0);
      expect(total).toBeGreaterThan(20_000_000);
      const last = events.at(-1);
      expect(last).toMatchObject({ kind: 'result', upToDate: false });
      expect(last?.kind === 'result' ? last.digest : '').toMatch(/^sha256:[0-9a-f]{64}$/);
    } else expect(events.at(-1)).toMatchObject({ kind: 'result' });
    const detail = await imageDetail(b.engine, reference);
    expect(detail.layerDigests).toHaveLength(10);
    expect(detail.summary.tags).toContain(reference);
    if (docker) {
      const again: PullEvent[] = [];
      for await (const event of pullImage(b.engine, { reference })) again.push(event);
      expect(again.at(-1)).toMatchObject({ kind: 'result', upToDate: true });
    }
  });

  it('stops a pull in the engine when one leaves', async () => {
    const reference = `${await registryAddress('plain')}/fixtures/large:1`;
    made.add(reference);
    await b.raw.ask('DELETE', `/images/${reference}?force=1`);
    const aborter = new AbortController();
    const pulling = (async () => {
      for await (const event of pullImage(b.engine, { reference }, { signal: aborter.signal })) {
        if (event.kind === 'step') aborter.abort();
      }
    })();
    expect((await problemOf(pulling)).code).toBe('cancelled');
    // Podman's pull goes on without its caller; Docker's stops.
    if (docker) {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await findImage(b.engine, reference)).toBeNull();
    }
  });

  it('lists, details, history', async () => {
    const { id } = await fixtureImage('web');
    const row = (await listImages(b.engine)).find((found) => found.id === id);
    expect(row?.tags.some((tag) => tag.endsWith('longshore/web:1'))).toBe(true);
    expect(row).toMatchObject({ dangling: false, labelCount: 1 });
    expect(row?.sizeBytes).toBeGreaterThan(1_000_000);
    const detail = await imageDetail(b.engine, 'longshore/web:1');
    expect(detail).toMatchObject({
      os: 'linux',
      config: {
        command: ['/bin/serve'],
        exposedPorts: ['8080/tcp'],
        workingDir: '/srv',
        labels: { 'org.opencontainers.image.title': 'longshore web fixture' },
      },
      summary: { id, platform: expect.stringMatching(/^linux\/\w+$/) },
    });
    expect(detail.config.env).toContainEqual({ name: 'GREETING', value: 'hello' });
    expect(detail.layerDigests).toHaveLength(3);
    expect(await findImage(b.engine, id)).toMatchObject({ id });
    expect(await findImage(b.engine, 'longshore/nosuch:1')).toBeNull();
    expect(JSON.parse(await imageJson(b.engine, id))).toHaveProperty('Config');
    const history = await imageHistory(b.engine, id);
    expect(history.map((entry) => entry.createdBy)).toEqual([
      'fixture layer 3',
      'fixture layer 2',
      'fixture layer 1',
    ]);
    expect(history[0]?.id).toBe(id);
    expect(history[1]?.id).toBeNull();
  });

  it('saves, loads, and the image is the same', async () => {
    const reference = mine('round:1');
    await tagImage(b.engine, { image: 'longshore/web:1', reference });
    const { id } = (await imageDetail(b.engine, reference)).summary;
    const tar = await bytesOf(saveImages(b.engine, [reference]));
    await removeImage(b.engine, { image: reference, force: false });
    expect(await findImage(b.engine, reference)).toBeNull();
    for (const file of [tar, gzipSync(tar, { level: 1 }), zstdCompressSync(tar)]) {
      const lines: string[] = [];
      const { references } = await loadImages(b.engine, {
        source: chunks(file),
        onLine: (line) => lines.push(line),
      });
      expect(references).toEqual([listed(reference)]);
      expect(lines.join('\n')).toContain('Loaded image');
      expect((await imageDetail(b.engine, reference)).summary.id).toBe(id);
    }
  });

  it('saves several images in one file, packed, and what is in it is known before a load {72} {book 40 partial}', async () => {
    const [one, two] = [mine('one:1'), mine('two:1')];
    await tagImage(b.engine, { image: 'longshore/web:1', reference: one });
    await tagImage(b.engine, { image: 'longshore/noshell:1', reference: two });
    const id = (await imageDetail(b.engine, one)).summary.id;
    for (const kind of ['none', 'gzip', 'zstd'] as const) {
      const file = await bytesOf(compress(saveImages(b.engine, [one, two]), kind));
      const contents = await lookInto(chunks(file));
      if (contents.kind !== 'images') throw new Error(contents.kind);
      expect(contents.images.flatMap(({ names }) => names).toSorted()).toEqual(
        [listed(one), listed(two)].toSorted(),
      );
      const web = contents.images.find(({ names }) => names.includes(listed(one)));
      expect(web).toMatchObject({ platform: expect.stringMatching(/^linux\/\w+$/) });
      expect(web?.ids).toContain(id);
      expect(web?.sizeBytes).toBeGreaterThan(1_000_000);
    }
    if (!canSavePlatform(b.engine)) return;
    const own = (await imageDetail(b.engine, one)).summary.platform;
    const saved = await bytesOf(saveImages(b.engine, [one], { platform: own }));
    expect(await lookInto(chunks(saved))).toMatchObject({ images: [{ platform: own }] });
    const other = bytesOf(saveImages(b.engine, [one], { platform: 'linux/s390x' }));
    expect((await problemOf(other)).code).toBe('platform-unavailable');
  });

  it('imports a root filesystem', async () => {
    const reference = mine('root:1');
    const { references } = await importImage(b.engine, {
      source: chunks(await rootfsTar()),
      reference,
      message: 'by hand',
      changes: ['CMD ["sleep", "602"]', 'ENV A=b'],
    });
    expect(references).toEqual([reference]);
    const detail = await imageDetail(b.engine, reference);
    expect(detail.config.command).toEqual(['sleep', '602']);
    expect(detail.layerDigests).toHaveLength(1);
    const id = await make(b, { image: reference, command: undefined as never });
    await startContainer(b.engine, id);
  });

  it('tells one kind of archive from the other before it sends them', async () => {
    const load = (file: Uint8Array) => problemOf(loadImages(b.engine, { source: chunks(file) }));
    const bring = (file: Uint8Array) =>
      problemOf(importImage(b.engine, { source: chunks(file), reference: mine('x:1') }));
    const wrong = { code: 'wrong-archive' };
    const root = await rootfsTar();
    const images = await fixtureTar('busybox');
    expect(await load(root)).toMatchObject({ ...wrong, mend: { kind: 'import-instead' } });
    expect(await load(gzipSync(root))).toMatchObject(wrong);
    expect(await bring(images)).toMatchObject({ ...wrong, mend: { kind: 'load-instead' } });
    for (const file of [Buffer.from('not a tar\n'.repeat(500)), Buffer.alloc(0)]) {
      const problem = await load(file);
      expect(problem).toMatchObject(wrong);
      expect(problem.mend).toBeUndefined();
      expect(await bring(file)).toMatchObject(wrong);
    }
    const saved = await bytesOf(saveImages(b.engine, ['longshore/busybox:1']));
    expect(await bring(saved)).toMatchObject({ ...wrong, mend: { kind: 'load-instead' } });
  });

  it('refuses a file that is cut, by the engine’s own word', async () => {
    const file = await fixtureTar('busybox');
    const problem = await problemOf(
      loadImages(b.engine, { source: chunks(file.subarray(0, 900_000)) }),
    );
    expect(['wrong-archive', 'engine-error']).toContain(problem.code);
  });

  it('stops an upload when one leaves', async () => {
    const aborter = new AbortController();
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield await fixtureTar('busybox').then((tar) => tar.subarray(0, 200_000));
        aborter.abort();
        for (;;) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          yield Buffer.alloc(1000);
        }
      } finally {
        closed = true;
      }
    }
    const loading = loadImages(b.engine, { source: endless() }, { signal: aborter.signal });
    expect((await problemOf(loading)).code).toBe('cancelled');
    await until('the source is closed', () => closed);
  });

  it('tells what a removal would do, and then it does that', async () => {
    const one = mine('one:1');
    const two = mine('two:2');
    // An image of its own: the fixtures have users in other suites.
    await importImage(b.engine, {
      source: chunks(await rootfsTar()),
      reference: one,
      changes: [`LABEL run=${b.raw.id}`],
    });
    await tagImage(b.engine, { image: one, reference: two });
    const first = await removalOutcome(b.engine, listed(one));
    expect(first).toMatchObject({ effect: 'untag', reason: 'none', otherTags: [listed(two)] });
    const removed = await removeImage(b.engine, { image: one, force: false });
    expect(removed).toEqual({ untagged: [listed(one)], deleted: [] });

    const container = await make(b, { image: two });
    expect(await removalOutcome(b.engine, listed(two))).toMatchObject({
      effect: 'refused',
      reason: 'stopped-containers',
      containers: [{ id: container, running: false }],
    });
    expect((await problemOf(removeImage(b.engine, { image: two, force: false }))).code).toBe(
      'image-in-use',
    );
    await startContainer(b.engine, container);
    expect(await removalOutcome(b.engine, listed(two))).toMatchObject({
      effect: 'refused',
      reason: 'running-containers',
    });
    await b.raw.removeAll();
    expect(await removalOutcome(b.engine, listed(two))).toMatchObject({ effect: 'delete' });
    const { id } = (await imageDetail(b.engine, two)).summary;
    const gone = await removeImage(b.engine, { image: two, force: false });
    expect(gone.untagged).toContain(listed(two));
    expect(gone.deleted.some((deleted) => deleted.endsWith(id.slice(7)))).toBe(true);
    expect(await findImage(b.engine, id)).toBeNull();
  });

  it('refuses bad names', async () => {
    const tag = (reference: string) =>
      problemOf(tagImage(b.engine, { image: 'longshore/web:1', reference }));
    expect((await tag('UPPER:1')).code).toBe('bad-reference');
    expect((await tag('a:')).code).toBe('bad-reference');
    const unknown = tagImage(b.engine, { image: 'longshore/nosuch:1', reference: 'x:1' });
    expect((await problemOf(unknown)).code).toBe('image-not-found');
  });
});
