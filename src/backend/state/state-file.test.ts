import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openSettings } from '../settings/settings-store.ts';
import { createNotices } from './notices.ts';
import { openStateFile } from './state-file.ts';

const schema = z.object({ count: z.number() });
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-state-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('openStateFile', () => {
  it('writes a whole file that only its owner reads, and reads it again', async () => {
    const notices = createNotices();
    const deep = join(folder, 'a', 'b');
    const options = { folder: deep, name: 'count.json', schema, initial: { count: 0 }, notices };
    const file = await openStateFile(options);
    await Promise.all(Array.from({ length: 20 }, (_, count) => file.set({ count })));
    expect(JSON.parse(await readFile(join(deep, 'count.json'), 'utf8'))).toEqual({ count: 19 });
    expect((await stat(join(deep, 'count.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(deep)).mode & 0o777).toBe(0o700);
    expect(await readdir(deep)).toEqual(['count.json']);
    expect((await openStateFile(options)).get()).toEqual({ count: 19 });
    expect(notices.latest.get()).toEqual([]);
  });

  it.each(['{"count": 1', '{"count": "many"}', ''])(
    'keeps a corrupt file aside: %s',
    async (text) => {
      const notices = createNotices();
      await writeFile(join(folder, 'count.json'), text);
      const options = { folder, name: 'count.json', schema, initial: { count: 7 }, notices };
      const file = await openStateFile(options);
      expect(file.get()).toEqual({ count: 7 });
      const [notice] = notices.latest.get();
      expect(notice).toMatchObject({ kind: 'state-file-set-aside', file: 'count.json' });
      const keptAs = notice?.kind === 'state-file-set-aside' ? notice.keptAs : '';
      expect(await readFile(keptAs, 'utf8')).toBe(text);
    },
  );

  it('tells once that nothing can be written, and goes on with the value', async () => {
    const notices = createNotices();
    // A file where the folder should be: what a full or read-only disk looks like to the caller.
    await writeFile(join(folder, 'blocked'), '');
    const options = {
      folder: join(folder, 'blocked'),
      name: 'count.json',
      schema,
      initial: { count: 0 },
      notices: createNotices(),
    };
    const file = await openStateFile({ ...options, notices });
    await file.set({ count: 1 });
    await file.set({ count: 2 });
    expect(file.get()).toEqual({ count: 2 });
    const failed = notices.latest.get().filter((notice) => notice.kind === 'state-not-written');
    expect(failed).toHaveLength(1);
  });
});

describe('openSettings', () => {
  it('keeps what is not named, and fills in what an older file lacks', async () => {
    await writeFile(join(folder, 'settings.json'), '{"theme":"dark"}');
    const settings = await openSettings(folder, createNotices());
    expect(settings.latest.get()).toMatchObject({ theme: 'dark', zoom: 100 });
    await settings.update({ language: 'zh-CN', zoom: undefined });
    const again = await openSettings(folder, createNotices());
    expect(again.latest.get()).toMatchObject({ theme: 'dark', language: 'zh-CN', zoom: 100 });
  });
});
