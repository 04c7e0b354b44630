import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { HostChange } from '../../src/contract/changes.ts';
import type { ContainerId, ImageId, JobId } from '../../src/contract/ids.ts';
import type { Job } from '../../src/contract/jobs.ts';
import { registryAddress } from '../support/bed/registry-address.ts';
import { fixtureTar, rootfsTar } from '../support/images/fixtures.ts';
import { buildImage } from '../support/images/image.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import {
  type Api,
  type BackendBed,
  backendOn,
  collect,
  ended,
  firstThat,
  removeQuickly,
  until,
} from './backend-support.ts';

const plain = await registryAddress('plain');

await eachTarget('image jobs', (target) => {
  const raw = rawEngine(target.socket);
  const pulled: string[] = [];
  let bed: BackendBed;
  beforeAll(async () => {
    bed = await backendOn(target.socket);
  });
  afterEach(async () => {
    await removeQuickly(raw);
    for (const image of pulled.splice(0)) await raw.ask('DELETE', `/images/${image}?force=1`);
  });
  afterAll(async () => {
    expect(bed.faults).toEqual([]);
    await bed.close();
  });
  const fresh = async (image: string) => {
    await raw.ask('DELETE', `/images/${image}?force=1`);
    pulled.push(image);
    return image;
  };

  /** Sends a file as the window does, and gives the job's end. */
  async function upload(
    api: Api,
    stream: ReturnType<Api['images']['load']>,
    tar: Uint8Array,
  ): Promise<Job> {
    const events = stream[Symbol.asyncIterator]();
    const first = await events.next();
    const id = first.value.job as JobId;
    const sending = (async () => {
      for (let at = 0; at < tar.length; at += 65_536) {
        await stream.send(tar.subarray(at, at + 65_536));
      }
      stream.end();
    })();
    // A job that refuses the file ends the upload in its middle.
    sending.catch(() => {});
    for (let next = await events.next(); !next.done; next = await events.next());
    return ended(api, id);
  }

  it('pulls with a line for each layer, and the list learns of it', async () => {
    const reference = await fresh(`${plain}/fixtures/large:1`);
    const { api } = bed.window();
    const changes = collect(api.changes.watch({ host: bed.host }));
    await api.images.list({ host: bed.host });
    const pictures = collect(api.jobs.watch({}));
    const { job: id } = await api.images.pull({ host: bed.host, reference });
    const job = await ended(api, id);
    expect(job).toMatchObject({ state: 'done', result: { references: [reference] } });
    expect(job.steps.length).toBeGreaterThanOrEqual(10);
    if (isDocker(target)) {
      const seen = pictures.seen.flat().filter((one) => one.id === id);
      expect(Math.max(...seen.map((one) => one.totalBytes))).toBeGreaterThan(20_000_000);
      expect(job.doneBytes).toBe(job.totalBytes);
    }
    const shows = (change: HostChange) =>
      change.kind === 'image' && (change.row?.tags.includes(reference) ?? false);
    await until('the row comes', () => changes.seen.some(shows));
    pictures.stop();
    changes.stop();
  });

  it('stops a pull when a person cancels it', async () => {
    const reference = await fresh(`${plain}/fixtures/large:1`);
    const { api } = bed.window();
    const { job: id } = await api.images.pull({ host: bed.host, reference });
    await api.jobs.cancel({ job: id });
    const job = await ended(api, id);
    expect(['cancelled', 'done']).toContain(job.state);
    expect(job.state).toBe('cancelled');
  });

  it('says what the registry refused', async () => {
    const { api } = bed.window();
    const reference = `${plain}/fixtures/nothing:1`;
    const { job: id } = await api.images.pull({ host: bed.host, reference });
    expect(await ended(api, id)).toMatchObject({
      state: 'failed',
      problem: { code: 'manifest-unknown' },
    });
    const [entry] = await api.journal.list({ limit: 1 });
    expect(entry).toMatchObject({
      action: 'images.pull',
      outcome: 'failed',
      code: 'manifest-unknown',
      command: `docker pull ${reference}`,
    });
  });

  it('pulls by a mirror under the own name', async () => {
    if (!isDocker(target)) return;
    const { api } = bed.window();
    // The mirror holds `fixtures/web`; the default registry cannot be reached from here.
    const reference = await fresh('fixtures/web:1');
    const mirror = `http://${plain}`;
    const { job: id } = await api.images.pull({ host: bed.host, reference, mirror });
    expect(await ended(api, id)).toMatchObject({ state: 'done' });
    const tags = (await api.images.list({ host: bed.host })).flatMap((row) => row.tags);
    expect(tags).toContain('fixtures/web:1');
    expect(tags).not.toContain(`${plain}/fixtures/web:1`);
  });

  it('pulls what a run lacks', async () => {
    const image = await fresh(`${plain}/fixtures/busybox:1`);
    const { api } = bed.window();
    const labels = { 'longshore.test': raw.id };
    const spec = { image, command: ['sleep', '60'], labels };
    const { job: id } = await api.containers.run({ host: bed.host, spec });
    const job = await ended(api, id);
    expect(job).toMatchObject({ state: 'done', kind: 'run', result: { created: true } });
    const never = await api.containers.run({
      host: bed.host,
      spec: { ...spec, image: `${plain}/fixtures/nothing:9`, pull: 'never' },
    });
    expect((await ended(api, never.job)).problem?.code).toBe('image-not-found');
  });

  it('loads an archive that a window sends, and tells another kind of file', async () => {
    const { api } = bed.window();
    const tar = await fixtureTar('web');
    const load = (file: Uint8Array) =>
      upload(
        api,
        api.images.load({ host: bed.host, fileName: 'web.tar', sizeBytes: file.length }),
        file,
      );
    const job = await load(tar);
    expect(job).toMatchObject({ state: 'done', doneBytes: tar.length, totalBytes: tar.length });
    expect(job.result?.references?.join()).toContain('longshore/web:1');
    expect(await load(await rootfsTar())).toMatchObject({
      state: 'failed',
      problem: { code: 'wrong-archive', mend: { kind: 'import-instead' } },
    });
  });

  it('imports a root filesystem', async () => {
    const { api } = bed.window();
    const reference = `longshore-test/${raw.id}:imported`;
    pulled.push(isDocker(target) ? reference : `docker.io/${reference}`);
    const tar = await rootfsTar();
    const job = await upload(
      api,
      api.images.import({
        ...{ host: bed.host, fileName: 'root.tar', sizeBytes: tar.length, reference },
        changes: ['CMD ["/bin/sh"]'],
      }),
      tar,
    );
    expect(job.state).toBe('done');
    const { config } = await api.images.detail({ host: bed.host, image: reference });
    expect(config.command).toEqual(['/bin/sh']);
  });

  it('cancels an upload whose window goes away', async () => {
    const window = bed.window();
    const stream = window.api.images.load({
      ...{ host: bed.host, fileName: 'half.tar', sizeBytes: 10_000_000 },
    });
    const first = await stream[Symbol.asyncIterator]().next();
    await stream.send(new Uint8Array(1_000));
    window.close();
    const job = await ended(bed.window().api, first.value.job as JobId);
    expect(job.state).toBe('cancelled');
  });

  it('saves to a ticket in the browser, and to the chosen place on the desktop', async () => {
    const { api } = bed.window();
    const images = ['longshore/busybox:1'];
    const saved = await api.images.save({ host: bed.host, images });
    const ticket = saved.kind === 'url' ? saved.url.replace('/download/', '') : '';
    const file = bed.backend.files.take(ticket);
    expect(file?.fileName).toBe('longshore_busybox_1.tar');
    let size = 0;
    for await (const part of file?.open(new AbortController().signal) ?? []) size += part.length;
    expect(size).toBeGreaterThan(100_000);

    const path = join(bed.folder, 'saved.tar');
    bed.chosen = { kind: 'path', path };
    const onDisk = await api.images.save({ host: bed.host, images });
    if (onDisk.kind !== 'job') throw new Error(onDisk.kind);
    expect(await ended(api, onDisk.job)).toMatchObject({ state: 'done', result: { path } });
    expect((await readFile(path)).length).toBeGreaterThan(100_000);
    expect((await readdir(bed.folder)).filter((name) => name.includes('.part'))).toEqual([]);
    bed.chosen = { kind: 'cancelled' };
    expect(await api.images.save({ host: bed.host, images })).toEqual({ kind: 'cancelled' });
    bed.chosen = { kind: 'elsewhere' };
    const nothing = api.images.save({ host: bed.host, images: ['nothing:9'] });
    await expect(nothing).rejects.toMatchObject({ code: 'image-not-found' });
  });

  it('tags, tells what a removal would do, and removes', async () => {
    const { api } = bed.window();
    const { host } = bed;
    const changes = collect(api.changes.watch({ host }));
    await api.images.list({ host });
    const reference = `longshore-test/${raw.id}:tagged`;
    const shown = isDocker(target) ? reference : `docker.io/${reference}`;
    pulled.push(shown);
    await api.images.tag({ host, image: 'longshore/busybox:1', reference });
    const has = (change: HostChange, there: boolean) =>
      change.kind === 'image' && change.row !== null && change.row.tags.includes(shown) === there;
    await until('the tag shows', () => changes.seen.some((change) => has(change, true)));
    const outcome = await api.images.removalOutcome({ host, image: shown });
    expect(outcome.effect).toBe('untag');
    const before = changes.seen.length;
    const removed = await api.images.remove({ host, image: shown });
    expect(removed.untagged.join()).toContain(shown);
    await until('the tag goes', () =>
      changes.seen.slice(before).some((change) => has(change, false)),
    );
    const history = await api.images.history({ host, image: 'longshore/busybox:1' });
    expect(history.length).toBeGreaterThan(0);
    changes.stop();
  });

  it('dismisses what has ended', async () => {
    const { api } = bed.window();
    const jobs = await firstThat(api.jobs.watch({}), (all) =>
      all.every((job) => job.state !== 'running'),
    );
    await api.jobs.dismiss({ jobs: jobs.map((job) => job.id) });
    expect(await firstThat(api.jobs.watch({}), () => true)).toEqual([]);
  });

  it('removes exactly what was planned, with a result for each and the bytes {145 partial}', async () => {
    const { api } = bed.window();
    const { host } = bed;
    const names = [1, 2].map((n) => `many-${raw.id}/${n}:1`);
    const ids: string[] = [];
    for (const name of names) {
      pulled.push(name);
      const layers = [[{ path: name.slice(-3), bytes: randomBytes(50_000), mode: 0o644 }]];
      const image = buildImage({ tags: [name], layers, config: {} });
      await raw.load(image.saveTar());
      ids.push(image.id);
    }
    const images = ids as ImageId[];
    const plan = await api.images.removalPlan({ host, scope: { kind: 'chosen', images } });
    const gone = `sha256:${'0'.repeat(64)}` as ImageId;
    const wanted = plan.items.map((item) => ({ image: item.image, names: item.names }));
    const { job: id } = await api.images.removeMany({
      ...{ host, images: [...wanted, { image: gone, names: [] }] },
    });
    const job = await ended(api, id);
    expect(job).toMatchObject({ state: 'done', kind: 'remove-images' });
    const { items = [], freed } = job.result?.removal ?? {};
    expect(items.map((item) => item.problem?.code ?? null)).toEqual([
      ...[null, null, 'image-not-found'],
    ]);
    expect(items.every((item, at) => at > 1 || item.untagged.length === 1)).toBe(true);
    expect(freed).toEqual(plan.freed);
    expect(freed?.bytes).toBeGreaterThanOrEqual(100_000);
    const left = await api.images.list({ host });
    expect(left.filter((image) => ids.includes(image.id))).toEqual([]);
    const journal = await api.journal.list({});
    expect(journal.filter((entry) => entry.command.includes(`many-${raw.id}`))).toHaveLength(2);
  });

  it('removes no more once it is cancelled', async () => {
    const { api } = bed.window();
    const { host } = bed;
    const layers = [[{ path: 'x', bytes: randomBytes(1000), mode: 0o644 }]];
    const tags = [1, 2, 3, 4, 5].map((n) => `cancel-${raw.id}/${n}:1`);
    const images = tags.map((tag, n) => {
      pulled.push(tag);
      return buildImage({ tags: [tag], layers, config: { Env: [`N=${n}`] } });
    });
    for (const image of images) await raw.load(image.saveTar());
    const all = await api.images.list({ host });
    const wanted = all.filter((row) => images.some((image) => image.id === row.id));
    const { job } = await api.images.removeMany({
      ...{ host, images: wanted.map(({ id: image, tags: names }) => ({ image, names })) },
    });
    await api.jobs.cancel({ job });
    expect((await ended(api, job)).state).toBe('cancelled');
    const left = (await api.images.list({ host })).filter((row) => {
      return wanted.some(({ id }) => id === row.id);
    });
    expect(left.length).toBeGreaterThan(0);
  });

  it('looks into a packed archive that a window sends, and asks for no more than it needs', async () => {
    const { api } = bed.window();
    const look = async (bytes: Uint8Array) => {
      const about = { fileName: 'a.tar.zst', sizeBytes: bytes.length };
      const duplex = api.images.look(about);
      const sending = (async () => {
        for (let at = 0; at < bytes.length; at += 65_536) {
          await duplex.send(bytes.subarray(at, at + 65_536));
        }
        duplex.end();
      })();
      sending.catch(() => {});
      for await (const { contents } of duplex) return contents;
      return undefined;
    };
    const archive = await fixtureTar('web');
    expect(await look(zstdCompressSync(archive))).toMatchObject({
      ...{ kind: 'images', images: [{ names: ['longshore/web:1'] }] },
    });
    // A gigabyte behind it is not read.
    const files = Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(4_000_000)]);
    expect(await look(files)).toEqual({ kind: 'other', what: 'zip' });
  });

  it('saves a container as an image in a job', async () => {
    const { api } = bed.window();
    const { host } = bed;
    const config = { Image: 'longshore/busybox:1', Cmd: ['sleep', '600'] };
    const id = (await raw.run({ name: `commit-${raw.id}`, ...config })) as ContainerId;
    const reference = `commit-${raw.id}/saved:1`;
    pulled.push(reference);
    await api.containers.list({ host });
    const { job } = await api.containers.commit({ host, id, spec: { reference, pause: false } });
    const done = await ended(api, job);
    expect(done).toMatchObject({
      ...{ state: 'done', kind: 'commit', subject: `commit-${raw.id}` },
      result: { references: [reference] },
    });
    const image = done.result?.image ?? '';
    expect((await api.images.detail({ host, image })).summary.id).toBe(image);
    const lines = await api.journal.list({});
    const line = lines.find((entry) => entry.action === 'containers.commit');
    expect(line?.command).toBe(`docker commit --pause=false commit-${raw.id} ${reference}`);
  });
});
