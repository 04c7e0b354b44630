import { gzipSync, zstdCompressSync } from 'node:zlib';
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
    expect((await archiveKind(bytes)).kind).toBe(kind);
    expect((await archiveKind(gzipSync(bytes))).kind).toBe(kind);
    expect((await archiveKind(zstdCompressSync(bytes))).kind).toBe(kind);
    // The end of a gzip is not needed.
    expect((await archiveKind(gzipSync(bytes).subarray(0, -8))).kind).toBe(kind);
  });

  const iso = Buffer.alloc(40_000);
  iso.write('CD001', 0x8001);
  it.each([
    ['a text', Buffer.from('just a text\n'.repeat(100)), 'not-an-archive', 'tar-or-unknown'],
    ['nothing', Buffer.alloc(0), 'not-an-archive', 'empty'],
    ['zeros', Buffer.alloc(2048), 'not-an-archive', 'tar-or-unknown'],
    ['a packed text', gzipSync('just a text\n'.repeat(100)), 'not-an-archive', 'gzip'],
    ['a broken gzip', Buffer.from([0x1f, 0x8b, 1, 2, 3]), 'not-an-archive', 'gzip'],
    ['a zip', Buffer.from('504b030414000000', 'hex'), 'not-an-archive', 'zip'],
    ['an ISO image', iso, 'not-an-archive', 'iso'],
    ['xz', Buffer.from('fd377a585a00', 'hex'), 'unknown', 'xz'],
    ['bzip2', Buffer.from('425a6839', 'hex'), 'unknown', 'bzip2'],
  ] as const)('is not fooled by %s', async (...[, bytes, kind, file]) =>
    expect(await archiveKind(bytes)).toEqual({ kind, file }),
  );
});
