import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { analyse } from '../stack/analysis.ts';
import { summaryOf } from '../summary.ts';
import { rowsOf } from '../testing/analysed.ts';
import { dockerArchive, dockerEntries, ociArchive, ociEntries } from '../testing/made-archive.ts';
import { file, folder, madeTar, pieces, sha256, whiteout } from '../testing/made-tar.ts';
import { accountOf } from '../waste/waste.ts';
import { type ReadOptions, readArchive } from './read-archive.ts';
import { resolveImages } from './resolve-images.ts';

async function imagesIn(bytes: Uint8Array, options: ReadOptions = {}) {
  return resolveImages(await readArchive(pieces(bytes), options));
}

async function opened(bytes: Uint8Array, options: ReadOptions = {}) {
  const [image] = await imagesIn(bytes, options);
  if (image === undefined) throw new Error('no image');
  const analysis = analyse(image.facts, image.indexes);
  const { name, layers, warnings, files } = summaryOf(analysis, accountOf(analysis));
  return { analysis, name, warnings, files, missing: layers.map((layer) => layer.missing) };
}

const codeOf = (bytes: Uint8Array, options: ReadOptions = {}) =>
  imagesIn(bytes, options).then(
    () => 'none',
    (error: { code: string }) => error.code,
  );

const one = madeTar([folder('a'), file('a/one', 3)]);
const two = madeTar([whiteout('a/one'), file('two', 4)]);
const stored = [one, two];
const stacked = ['  a/ 0', '+ two 4'];

describe('archives of images', () => {
  it.each([
    ['Docker, the manifest last', dockerArchive({ stored, tags: ['x:1'] })],
    ['Docker, the manifest first', madeTar(dockerEntries({ stored, tags: ['x:1'] }).toReversed())],
    ['OCI', ociArchive({ stored, tags: ['x:1'] })],
    ['OCI, the index first', madeTar(ociEntries({ stored, tags: ['x:1'] }).toReversed())],
    ['all of it as gzip', gzipSync(dockerArchive({ stored, tags: ['x:1'] }))],
    [
      'layers as gzip and zstd',
      ociArchive({
        stored: [gzipSync(one), zstdCompressSync(two)],
        ...{ diffIds: stored.map(sha256), tags: ['x:1'] },
      }),
    ],
  ])('are read: %s', async (_, bytes) => {
    const { analysis, name, warnings, missing } = await opened(bytes);
    expect({ name, warnings, missing }).toEqual({
      name: 'x:1',
      warnings: [],
      missing: ['no', 'no'],
    });
    expect(rowsOf(analysis, 1, 'stack')).toEqual(stacked);
  });

  it('holds several images, and says which', async () => {
    const images = await imagesIn(
      madeTar([
        ...ociEntries({ stored: [one], tags: ['a:1'] }).slice(0, 3),
        ...ociEntries({ stored: [two], tags: ['b:1'] }).slice(0, 3),
        {
          path: 'index.json',
          bytes: JSON.stringify({
            manifests: [one, two].map((bytes) => ({
              ...{ mediaType: '', size: 1 },
              digest: sha256(ociEntries({ stored: [bytes], tags: [] })[2]?.bytes as Buffer),
              annotations: { 'io.containerd.image.name': bytes === one ? 'a:1' : 'b:1' },
            })),
          }),
        },
      ]),
    );
    expect(images.map(({ names }) => names)).toEqual([['a:1'], ['b:1']]);
  });

  it('finds a layer that is a link to another, and no end in a ring of links', async () => {
    const [first, , ...rest] = dockerEntries({ stored: [one, one] });
    const path = `${'1'.padStart(64, '0')}/layer.tar`;
    const link = `../${'0'.repeat(64)}/layer.tar`;
    const linked = madeTar([first as never, { path, type: '2', link }, ...rest]);
    expect((await opened(linked)).missing).toEqual(['no', 'no']);
    const ring = madeTar([first as never, { path, type: '2', link: 'layer.tar' }, ...rest]);
    expect((await opened(ring)).missing).toEqual(['no', 'not-in-archive']);
  });

  it('passes over layers that are known by the digest in their name', async () => {
    const known = sha256(one);
    const [image] = await imagesIn(ociArchive({ stored }), { isKnown: (id) => id === known });
    expect(image?.indexes.map((index) => index !== null)).toEqual([false, true]);
    expect(image?.facts.layers[0]).toMatchObject({ diffId: known, missing: 'no' });
  });

  it('tells of digests and sizes that lie', async () => {
    const lying = dockerArchive({ stored, diffIds: [sha256(one), sha256(one)] });
    expect((await opened(lying)).warnings).toEqual([
      { kind: 'digest-differs', count: 1, example: sha256(two), layer: 1 },
    ]);
    const sizes = ociArchive(
      { stored },
      { descriptor: (it, at) => (at === 0 ? { ...it, size: 7 } : it) },
    );
    expect((await opened(sizes)).warnings).toEqual([
      { kind: 'size-differs', count: 1, example: `7 ≠ ${one.length}`, layer: 0 },
    ]);
  });

  it('goes on without a layer that is foreign, missing or broken', async () => {
    const foreign = ociArchive(
      { stored },
      {
        descriptor: (it, at) =>
          at === 0
            ? { ...it, mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip' }
            : it,
        without: [0],
      },
    );
    expect(await opened(foreign)).toMatchObject({
      missing: ['foreign', 'no'],
      warnings: [
        { kind: 'foreign-layer', layer: 0 },
        { kind: 'lost-whiteout', layer: 1 },
      ],
    });
    expect((await opened(ociArchive({ stored }, { without: [1] }))).missing).toEqual([
      'no',
      'not-in-archive',
    ]);
    for (const bad of [
      one.subarray(0, 700),
      gzipSync(one).subarray(0, 60),
      Buffer.from('no tar at all'),
    ]) {
      const { missing, warnings } = await opened(dockerArchive({ stored: [bad, two] }));
      expect(missing).toEqual(['broken', 'no']);
      expect(warnings[0]).toMatchObject({ kind: 'broken-layer', layer: 0 });
    }
  });

  it('takes the tar of a root filesystem as one layer, where it may be one', async () => {
    const { analysis, name } = await opened(one, { mayBeBare: true });
    expect([name, ...rowsOf(analysis, 0, 'layer')]).toEqual(['', '+ a/ 3', '+ a/one 3']);
    expect(await codeOf(one)).toBe('archive-broken');
  });

  it.each([
    ['a cut archive', dockerArchive({ stored }).subarray(0, 2_000)],
    [
      'a cut layer behind its manifest',
      madeTar(dockerEntries({ stored }).toReversed()).subarray(0, 5_000),
    ],
    ['a manifest that is no JSON', madeTar([{ path: 'manifest.json', bytes: '[{' }])],
    ['a manifest of another shape', madeTar([{ path: 'manifest.json', bytes: '{"a":1}' }])],
    [
      'a manifest without its configuration',
      madeTar(
        dockerEntries({ stored }).filter(({ path }) => !/^[0-9a-f]{64}\.json/.test(String(path))),
      ),
    ],
    ['a manifest of no image', madeTar([{ path: 'manifest.json', bytes: '[]' }])],
    ['an index that names nothing', madeTar([{ path: 'index.json', bytes: '{"manifests":[]}' }])],
    ['a cut gzip', gzipSync(dockerArchive({ stored })).subarray(0, 200)],
    ['text', Buffer.from('this is no archive'.repeat(100))],
  ])('refuses %s', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('archive-broken');
  });

  it('ends soon with 10 GB of zeros in a small gzip', async () => {
    // 64 MiB of zeros a member, 160 members: some 10 MB.
    const member = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const bomb = Buffer.concat(Array.from({ length: 160 }, () => member));
    let taken = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces(dockerArchive({ stored: [bomb] }))) {
        taken += piece.length;
        yield piece;
      }
    }
    await expect(readArchive(counted())).rejects.toMatchObject({ code: 'archive-too-large' });
    // After the first gigabyte of zeros, and what was read ahead.
    expect(taken).toBeLessThan(2 * 1024 * 1024);
  });
});
