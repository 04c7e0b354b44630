/** Layers that were read once, on disk by their digest: the next image that has one of them costs only its own. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { LayerIndex } from '../../engine/layers/index/layer-index.ts';

export interface LayerFiles {
  /** Undefined for what is not there, or is damaged: it is dropped then, and read from the source again. */
  load(diffId: string): Promise<LayerIndex | undefined>;
  /** A full disk costs the next analysis its shortcut, nothing else. */
  save(diffId: string, index: LayerIndex): Promise<void>;
  remembered(): Promise<{ layers: number; sizeBytes: number }>;
  forget(): Promise<void>;
}

/** An index of 100,000 files takes some 6 MB: room for forty of such. */
const mostBytes = 256 * 1024 * 1024;
/** Changes with every change of `LayerIndex`. */
const magic = Buffer.from('LSLAYER1');
const sumBytes = 32;
const suffix = '.layer';

const sumOf = (payload: Uint8Array): Buffer => createHash('sha256').update(payload).digest();

function nameOf(diffId: string): string | null {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(diffId)?.[1];
  return hex === undefined ? null : `${hex}${suffix}`;
}

function unpack(file: Buffer): LayerIndex | undefined {
  const payload = file.subarray(magic.length + sumBytes);
  if (!file.subarray(0, magic.length).equals(magic)) return undefined;
  if (!file.subarray(magic.length, magic.length + sumBytes).equals(sumOf(payload)))
    return undefined;
  return deserialize(payload) as LayerIndex;
}

interface Stored {
  readonly path: string;
  readonly bytes: number;
  readonly usedAtMs: number;
}

export function openLayerFiles(folder: string, limitBytes = mostBytes): LayerFiles {
  async function all(): Promise<Stored[]> {
    const names = await readdir(folder).catch(() => []);
    // What a cut write has left goes with the oldest.
    const ours = names.filter((name) => name.includes(suffix));
    const files = ours.map((name) => join(folder, name));
    const found = await Promise.all(
      files.map(async (path) => {
        const info = await stat(path).catch(() => undefined);
        return info === undefined ? [] : [{ path, bytes: info.size, usedAtMs: info.mtimeMs }];
      }),
    );
    return found.flat();
  }

  async function write(path: string, parts: readonly Uint8Array[]): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writev([...parts]);
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      throw error;
    }
  }

  /** Those used longest ago go first. */
  async function trim(): Promise<void> {
    const files = (await all()).sort((a, b) => a.usedAtMs - b.usedAtMs);
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files) {
      if (bytes <= limitBytes) return;
      await rm(file.path, { force: true });
      bytes -= file.bytes;
    }
  }

  return {
    async load(diffId) {
      const name = nameOf(diffId);
      if (name === null) return undefined;
      const path = join(folder, name);
      try {
        const index = unpack(await readFile(path));
        if (index === undefined) await rm(path, { force: true });
        else await utimes(path, new Date(), new Date());
        return index;
      } catch {
        return undefined;
      }
    },
    async save(diffId, index) {
      const name = nameOf(diffId);
      if (name === null) return;
      try {
        const payload = serialize(index);
        if (payload.length > limitBytes) return;
        await write(join(folder, name), [magic, sumOf(payload), payload]);
        await trim();
      } catch {
        // The layer is read again next time.
      }
    },
    async remembered() {
      const files = (await all()).filter(({ path }) => path.endsWith(suffix));
      return {
        layers: files.length,
        sizeBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    },
    async forget() {
      for (const { path } of await all()) await rm(path, { force: true });
    },
  };
}
