import { gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { lookInto } from './look.ts';

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 7000) yield bytes.subarray(at, at + 7000);
}
const look = (bytes: Uint8Array) => lookInto(chunks(bytes));

interface Entry {
  readonly name: string;
  readonly bytes?: string | Buffer;
  readonly linkTo?: string;
}
async function tarOf(entries: readonly Entry[]): Promise<Buffer> {
  const archive = pack();
  for (const { name, bytes = '', linkTo } of entries) {
    if (linkTo === undefined) archive.entry({ name }, Buffer.from(bytes));
    else archive.entry({ name, type: 'symlink', linkname: linkTo });
  }
  archive.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of archive) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}
const json = (name: string, value: unknown): Entry => ({ name, bytes: JSON.stringify(value) });

const hex = (digit: string) => digit.repeat(64);
const blob = (digit: string, value: unknown) => json(`blobs/sha256/${hex(digit)}`, value);
const layout = (annotations: object | undefined): Entry[] => [
  blob('a', { os: 'linux', architecture: 'amd64' }),
  blob('b', { config: { digest: `sha256:${hex('a')}` }, layers: [{ size: 500 }, { size: 20 }] }),
  blob('c', { config: { digest: `sha256:${hex('a')}` }, layers: [] }),
  json('index.json', {
    manifests: [
      { digest: `sha256:${hex('b')}`, annotations },
      { digest: `sha256:${hex('c')}`, platform: { os: 'unknown', architecture: 'unknown' } },
    ],
  }),
  json('oci-layout', {}),
];

const layer = (digit: string, size: number) => ({
  ...{ name: `${hex(digit)}/layer.tar`, bytes: Buffer.alloc(size, digit) },
});
const saved = [
  layer('1', 30_000),
  layer('2', 512),
  json(`${hex('f')}.json`, { os: 'linux', architecture: 'arm64' }),
  json('manifest.json', [
    {
      ...{ Config: `${hex('f')}.json`, RepoTags: ['a/b:1', 'a/b:2'] },
      Layers: [`${hex('1')}/layer.tar`, `${hex('2')}/layer.tar`],
    },
  ]),
];

describe('lookInto', async () => {
  const tar = await tarOf(saved);
  it.each([
    ['plain', tar],
    ['gzip', gzipSync(tar)],
    ['zstd', zstdCompressSync(tar)],
  ])('finds the images of a docker save, %s', async (_title, bytes) => {
    const sizeBytes = 30_512;
    const id = `sha256:${hex('f')}`;
    expect(await look(bytes)).toEqual({
      ...{ kind: 'images', layout: 'docker' },
      images: [{ names: ['a/b:1', 'a/b:2'], platform: 'linux/arm64', sizeBytes, ids: [id] }],
    });
  });

  it('finds those of an OCI layout, named or not, without what says how they were built', async () => {
    const found = { platform: 'linux/amd64', sizeBytes: 520 };
    const ids = [`sha256:${hex('a')}`, `sha256:${hex('b')}`];
    const named = { 'org.opencontainers.image.ref.name': 'a/b:1' };
    expect(await look(await tarOf(layout(named)))).toEqual({
      ...{ kind: 'images', layout: 'oci', images: [{ names: ['a/b:1'], ...found, ids }] },
    });
    expect(await look(await tarOf(layout(undefined)))).toMatchObject({ images: [{ names: [] }] });
  });

  it('counts a layer that is linked from elsewhere in the file', async () => {
    const at = `${hex('d')}/layer.tar`;
    const entries: Entry[] = [
      { name: at, bytes: Buffer.alloc(3000) },
      { name: `${hex('e')}/layer.tar`, linkTo: `../${at}` },
      json('manifest.json', [
        { Config: 'c', RepoTags: null, Layers: [at, `${hex('e')}/layer.tar`] },
      ]),
    ];
    expect(await look(await tarOf(entries))).toMatchObject({
      images: [{ names: [], sizeBytes: 6000 }],
    });
  });

  it.each([
    ['a root filesystem', [json('./bin/sh', 1), json('./Dockerfile', 1)], false],
    ['a build context', [json('src/a', 1), json('Dockerfile', 1)], true],
  ] as const)('tells %s', async (_title, entries, buildContext) =>
    expect(await look(await tarOf(entries))).toEqual({ kind: 'files', buildContext }),
  );

  it('tells what is no archive, is not looked into, or was cut', async () => {
    expect(await look(Buffer.alloc(0))).toEqual({ kind: 'other', what: 'empty' });
    expect(await look(Buffer.from('PK\u0003\u0004 zip'))).toEqual({ kind: 'other', what: 'zip' });
    expect(await look(Buffer.from('a text'))).toEqual({ kind: 'other', what: 'unknown' });
    expect(await look(Buffer.from('fd377a585a00', 'hex'))).toEqual({ kind: 'packed', by: 'xz' });
    expect(await look(tar.subarray(0, 20_000))).toEqual({ kind: 'incomplete' });
    expect(await look(gzipSync(tar).subarray(0, -60))).toEqual({ kind: 'incomplete' });
  });

  it('believes no document that is not what it should be', async () => {
    const wrong = await tarOf([json('manifest.json', { Config: 7 }), json('index.json', [])]);
    expect(await look(wrong)).toEqual({ kind: 'incomplete' });
    const odd = await tarOf([json('manifest.json', [{ Layers: 'x', RepoTags: [1] }])]);
    expect(await look(odd)).toMatchObject({
      images: [{ names: [], platform: '', sizeBytes: 0, ids: [] }],
    });
  });
});
