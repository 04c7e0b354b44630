import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { archiveKind } from './archive-kind.ts';

async function tar(names: readonly string[]): Promise<Buffer> {
  const archive = pack();
  for (const name of names) {
    if (name.endsWith('/')) archive.entry({ name, type: 'directory' });
    else archive.entry({ name }, 'x'.repeat(2000));
  }
  archive.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of archive) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

const layer = 'ab'.repeat(32);

describe('archiveKind', () => {
  it.each([
    ['docker save before 25', [`${layer}/`, `${layer}/VERSION`], 'images'],
    ['docker save, configuration first', [`${layer}.json`, 'manifest.json'], 'images'],
    ['docker save since 25, OCI', ['blobs/', 'blobs/sha256/'], 'images'],
    ['OCI layout', ['oci-layout', 'index.json'], 'images'],
    ['root filesystem', ['./', './bin/', './etc/passwd'], 'files'],
    ['root filesystem without dots', ['bin/busybox'], 'files'],
    ['a long name first', [`${'d'.repeat(60)}/${'e'.repeat(120)}/x`], 'files'],
  ] as const)('%s', async (_title, names, kind) => {
    const bytes = await tar(names);
    expect(await archiveKind(bytes)).toBe(kind);
    expect(await archiveKind(gzipSync(bytes))).toBe(kind);
    // The end of a gzip is not needed.
    expect(await archiveKind(gzipSync(bytes).subarray(0, -8))).toBe(kind);
  });

  it('is not fooled by other files', async () => {
    expect(await archiveKind(Buffer.from('just a text\n'.repeat(100)))).toBe('not-an-archive');
    expect(await archiveKind(Buffer.alloc(0))).toBe('not-an-archive');
    expect(await archiveKind(Buffer.alloc(2048))).toBe('not-an-archive');
    expect(await archiveKind(gzipSync('just a text\n'.repeat(100)))).toBe('not-an-archive');
    expect(await archiveKind(Buffer.from([0x1f, 0x8b, 1, 2, 3]))).toBe('not-an-archive');
    expect(await archiveKind(Buffer.from('fd377a585a00', 'hex'))).toBe('unknown');
  });
});
