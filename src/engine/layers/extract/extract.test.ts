import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../archive/read-archive.ts';
import { resolveImages } from '../archive/resolve-images.ts';
import { type Analysis, analyse } from '../stack/analysis.ts';
import { viewOf } from '../stack/view.ts';
import { indexed, rowsOf } from '../testing/analysed.ts';
import { dockerArchive, ociArchive } from '../testing/made-archive.ts';
import { file, folder, madeTar, pieces, sha256 } from '../testing/made-tar.ts';
import { download, planDownload } from './download.ts';
import { extract } from './extract.ts';
import { fileContent } from './file-content.ts';
import { visibleEntry } from './own-entry.ts';

const layers = [
  madeTar([
    folder('a'),
    file('a/x', 'old'),
    file('a/y', 'why'),
    { path: 'a/l', type: '2', link: '../../out' },
  ]),
  madeTar([file('a/x', 'first'), file('a/x', 'second'), { path: 'a/h', type: '1', link: 'a/x' }]),
];

async function imageIn(archive: Uint8Array): Promise<Analysis> {
  const [image] = resolveImages(await readArchive(pieces(archive)));
  if (image === undefined) throw new Error('no image');
  return analyse(image.facts, image.indexes);
}

const unknownPlaces = (analysis: Analysis): Analysis => ({
  ...analysis,
  facts: {
    ...analysis.facts,
    layers: analysis.facts.layers.map((layer) => ({ ...layer, storedAt: null })),
  },
});

const whole = { layers: [0, 1], alone: false, first: true, last: true };

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part.slice());
  return Buffer.concat(all);
}

describe('files out of an archive', () => {
  const packed = { stored: layers.map((layer) => gzipSync(layer)), diffIds: layers.map(sha256) };
  it.each([
    ['Docker', dockerArchive({ stored: layers }), false],
    ['Docker, known before', dockerArchive({ stored: layers }), true],
    ['OCI', ociArchive({ stored: layers }), false],
    ['OCI, known before', ociArchive({ stored: layers }), true],
    ['OCI, packed', ociArchive(packed), false],
  ])('are those that stand: %s', async (_, archive, forgotten) => {
    const read = await imageIn(archive);
    const analysis = forgotten ? unknownPlaces(read) : read;
    const node = analysis.paths.labels.indexOf('x');
    const found: string[] = [];
    const entries = [1, 2].flatMap((laid) => visibleEntry(analysis, laid, node) ?? []);
    for await (const piece of extract(pieces(archive), analysis, { entries, alone: false })) {
      if (piece.kind === 'data') found.push(`${piece.entry.layer} ${Buffer.from(piece.bytes)}`);
    }
    expect(found).toEqual(['0 old', '1 second']);
  });

  it('stops when it has them', async () => {
    const archive = dockerArchive({ stored: [...layers, madeTar([file('big', 5_000_000)])] });
    const analysis = await imageIn(archive);
    const entry = visibleEntry(analysis, 1, analysis.paths.labels.indexOf('x'));
    let taken = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const chunk of pieces(archive, 1024)) {
        taken += chunk.length;
        yield chunk;
      }
    }
    const wish = { entries: entry ? [entry] : [], alone: false };
    for await (const _ of extract(counted(), analysis, wish));
    expect(taken).toBeLessThan(5_000);
  });

  it('make a folder into a tar whose names stay in it', async () => {
    const archive = dockerArchive({ stored: layers });
    const analysis = await imageIn(archive);
    const view = viewOf(analysis, 1, 'stack');
    const node = analysis.paths.labels.indexOf('a');
    expect(planDownload(view, node)).toEqual({ name: 'a', folder: true, layers: [0, 1] });
    const tar = await bytesOf(download(view, { node, ...whole }, pieces(archive)));
    const made = analyse(analysis.facts, [indexed(tar), null]);
    expect(rowsOf(made, 0, 'layer').sort()).toEqual(
      ['+ a/ 9', '+ a/h 6', '+ a/l 0 → ../../out', '+ a/x 0 → a/h', '+ a/y 3'].sort(),
    );
  });

  it('give a file as it is, through a hard link too', async () => {
    const archive = ociArchive({ stored: layers });
    const analysis = await imageIn(archive);
    const view = viewOf(analysis, 1, 'stack');
    const node = analysis.paths.labels.indexOf('h');
    expect((await bytesOf(download(view, { node, ...whole }, pieces(archive)))).toString()).toBe(
      'second',
    );
  });

  it('fail when the source holds something else by now', async () => {
    const analysis = await imageIn(dockerArchive({ stored: layers }));
    const view = viewOf(analysis, 1, 'stack');
    const node = analysis.paths.labels.indexOf('y');
    const other = dockerArchive({ stored: [madeTar([file('a/y', 'not')]), layers[1] as Buffer] });
    const asked = { node, ...whole };
    await expect(bytesOf(download(view, asked, pieces(other)))).rejects.toMatchObject({
      code: 'archive-broken',
    });
    const none = dockerArchive({ stored: [madeTar([file('z')]), layers[1] as Buffer] });
    await expect(bytesOf(download(view, asked, pieces(none)))).rejects.toMatchObject({
      code: 'layer-missing',
    });
    expect(() => planDownload(view, 9_999)).toThrow();
  });
});

describe('what a file is', () => {
  const kindOf = (bytes: Uint8Array, sizeBytes = bytes.length) =>
    fileContent(bytes, { sizeBytes, layer: 0 });
  it.each([
    ['nothing', Buffer.alloc(0), { kind: 'empty' }],
    ['text', Buffer.from('grüße 你好'), { kind: 'text', text: 'grüße 你好' }],
    ['UTF-16', Buffer.from('\ufeffhi', 'utf16le'), { kind: 'text', text: 'hi' }],
    ['a NUL', Buffer.from('a\0b'), { kind: 'binary' }],
    ['bytes', Buffer.from([0xff, 0x41]), { kind: 'binary', truncated: false }],
    ['svg', Buffer.from('<svg onload="x()"/>'), { kind: 'text', mediaType: '' }],
    [
      'png',
      Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1'),
      { kind: 'picture', mediaType: 'image/png' },
    ],
    [
      'webp',
      Buffer.from('RIFF\n\0\0\0WEBPVP8', 'latin1'),
      { kind: 'picture', mediaType: 'image/webp' },
    ],
  ])('%s', (_, bytes, expected) => {
    expect(kindOf(bytes)).toMatchObject(expected);
  });

  it('is text though the limit cuts a character', () => {
    const text = `${'a'.repeat(1024 * 1024 - 1)}ü tail`;
    expect(kindOf(Buffer.from(text))).toMatchObject({ kind: 'text', truncated: true });
    expect(kindOf(Buffer.from(text)).text).toHaveLength(1024 * 1024 - 1);
  });
});
