import { expect, it } from 'vitest';
import { scanFile } from './scan-file.ts';

/** One entry of a ustar archive. */
function entry(name: string, content: Uint8Array): Uint8Array[] {
  const header = new Uint8Array(512).fill(0);
  const put = (at: number, text: string) => header.set(new TextEncoder().encode(text), at);
  put(0, name);
  put(124, content.length.toString(8).padStart(11, '0'));
  put(148, ' '.repeat(8));
  put(156, '0');
  const sum = header.reduce((all, byte) => all + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return [header, content, new Uint8Array((512 - (content.length % 512)) % 512)];
}
const hex = (digit: string) => digit.repeat(64);
const json = (name: string, value: unknown) =>
  entry(name, new TextEncoder().encode(JSON.stringify(value)));

it('finds the images of a large file by a few reads', async () => {
  const layers = ['1', '2', '3'].map((digit) => `${hex(digit)}/layer.tar`);
  const parts = [
    ...layers.flatMap((name) => entry(name, new Uint8Array(3_000_000))),
    ...json(`${hex('c')}.json`, { os: 'linux', architecture: 'amd64' }),
    ...json('manifest.json', [{ Config: `${hex('c')}.json`, RepoTags: ['a/b:1'], Layers: layers }]),
    new Uint8Array(1024),
  ];
  const file = new Blob(parts as BlobPart[]);
  let readBytes = 0;
  const counted = {
    size: file.size,
    slice: (from?: number, to?: number) => {
      readBytes += Math.min(to ?? 0, file.size) - (from ?? 0);
      return file.slice(from, to);
    },
  };
  const contents = await scanFile(counted, new AbortController().signal);
  expect(contents).toMatchObject({
    kind: 'images',
    images: [{ names: ['a/b:1'], platform: 'linux/amd64', sizeBytes: 9_000_000 }],
  });
  expect(readBytes).toBeLessThan(500_000);
});

it('stops when it is told to', async () => {
  const stopped = AbortSignal.abort(new Error('left'));
  await expect(scanFile(new Blob(['x'.repeat(1000)]), stopped)).rejects.toThrow('left');
});
