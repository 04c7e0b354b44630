import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../../contract/errors.ts';
import { createFileTickets } from './file-tickets.ts';
import { saveToDisk } from './save-to-disk.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* some(count: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield new TextEncoder().encode(`${index};`);
}
async function* broken(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(10);
  throw refuse('engine-gone', 'Cut.');
}

describe('createFileTickets', () => {
  const file = { fileName: 'a.tar', mediaType: 'application/x-tar', open: () => some(1) };

  it('gives a file once', () => {
    const tickets = createFileTickets();
    const ticket = tickets.issue(file);
    expect(tickets.take(ticket)).toBe(file);
    expect(tickets.take(ticket)).toBeUndefined();
    expect(tickets.take('')).toBeUndefined();
  });

  it('forgets a ticket that was not used in time', async () => {
    const tickets = createFileTickets({ lifeMs: 10 });
    const ticket = tickets.issue(file);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(tickets.take(ticket)).toBeUndefined();
  });
});

describe('saveToDisk', () => {
  it('leaves the whole file and nothing else', async () => {
    const seen: number[] = [];
    await saveToDisk(join(folder, 'out.txt'), some(3), (done) => seen.push(done));
    expect(await readFile(join(folder, 'out.txt'), 'utf8')).toBe('0;1;2;');
    expect(seen).toEqual([2, 4, 6]);
    expect(await readdir(folder)).toEqual(['out.txt']);
  });

  it('leaves nothing when the source fails', async () => {
    await expect(saveToDisk(join(folder, 'out.txt'), broken(), () => {})).rejects.toThrow('Cut.');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says when the place cannot be written', async () => {
    const nowhere = join(folder, 'no', 'out.txt');
    await expect(saveToDisk(nowhere, some(1), () => {})).rejects.toMatchObject({
      problem: { code: 'storage-failed', facts: { reason: 'ENOENT' } },
    });
  });
});
