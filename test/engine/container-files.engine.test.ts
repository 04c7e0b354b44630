/** What a container wrote: told, downloaded, and saved as an image. */
import { expect, it } from 'vitest';
import { startContainer } from '../../src/engine/containers/actions.ts';
import { archiveOf, fileOf, isPlainFile } from '../../src/engine/containers/archive.ts';
import { containerChanges } from '../../src/engine/containers/changes.ts';
import { commitContainer } from '../../src/engine/containers/commit.ts';
import { imageDetail } from '../../src/engine/images/detail.ts';
import { eachTarget } from '../support/targets.ts';
import { bench, make, problemOf, until } from './engine-support.ts';

const writes = [
  'mkdir -p /srv/new/deep && echo hello > /srv/new/deep/f',
  'echo x > /tmp/noise && echo y >> /etc/passwd && rm /bin/vi',
  'mkdir -p /root && echo ls > /root/.ash_history && touch /ready && exec sleep 600',
].join(' && ');

async function textOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

await eachTarget('files of a container', (target) => {
  const b = bench(target);

  async function written() {
    const id = await make(b, {
      command: ['sh', '-c', writes],
      mounts: [{ kind: 'volume', source: '', target: '/data', readOnly: false }],
    });
    await startContainer(b.engine, id);
    await until('it has written', () =>
      isPlainFile(b.engine, { id, path: '/ready' }).catch(() => false),
    );
    return id;
  }

  it('tells what was added, changed and removed, with noise apart {15}', async () => {
    const { changes, added, removed, left } = await containerChanges(b.engine, await written());
    const clear = changes.filter((change) => !change.noise);
    const kindOf = new Map(clear.map((change) => [change.path, change.kind]));
    expect(kindOf.get('/srv/new/deep/f')).toBe('added');
    expect(kindOf.get('/etc/passwd')).toBe('changed');
    expect(kindOf.get('/bin/vi')).toBe('removed');
    const noise = changes.filter((change) => change.noise).map((change) => change.path);
    expect(noise).toEqual(expect.arrayContaining(['/etc', '/tmp/noise', '/root/.ash_history']));
    expect(added).toBeGreaterThan(removed);
    expect({ removed, left }).toEqual({ removed: 1, left: 0 });
  });

  it('gives a file as it is, a folder as a tar', async () => {
    const id = await written();
    const file = { id, path: '/srv/new/deep/f' };
    const folder = { id, path: '/srv/new' };
    expect(await isPlainFile(b.engine, file)).toBe(true);
    expect(await isPlainFile(b.engine, folder)).toBe(false);
    expect(await textOf(fileOf(b.engine, file))).toBe('hello\n');
    expect(await textOf(archiveOf(b.engine, folder))).toContain('new/deep/f');
    // Larger than what comes in one piece.
    const busybox = await textOf(fileOf(b.engine, { id, path: '/bin/busybox' }));
    expect(busybox.length).toBeGreaterThan(500_000);
    const absent = isPlainFile(b.engine, { id, path: '/no/such' });
    expect((await problemOf(absent)).code).toBe('not-found');
  });

  it('saves a container as an image, and refuses an instruction before the engine {19 partial}', async () => {
    const id = await written();
    const reference = `files-${b.raw.id}/saved:1`;
    const spec = {
      ...{ reference, author: 'me', message: 'by hand', pause: true },
      changes: ['CMD ["sleep", "5"]', 'ENV A=b', 'EXPOSE 8080'],
    };
    try {
      const image = await commitContainer(b.engine, { id, spec });
      const detail = await imageDetail(b.engine, reference);
      expect(detail).toMatchObject({
        ...{ author: 'me', comment: 'by hand' },
        summary: { id: image },
        config: { command: ['sleep', '5'], exposedPorts: ['8080/tcp'] },
      });
      expect(detail.config.env).toContainEqual({ name: 'A', value: 'b' });
      expect(detail.layerDigests).toHaveLength(2);
    } finally {
      await b.raw.ask('DELETE', `/images/${reference}?force=1`);
    }
    const bad = commitContainer(b.engine, { id, spec: { pause: true, changes: ['RUN ls'] } });
    expect(await problemOf(bad)).toMatchObject({
      code: 'bad-parameter',
      facts: { name: 'RUN ls' },
    });
    const gone = { id: 'f'.repeat(64) as typeof id, spec: { pause: true, changes: [] } };
    expect((await problemOf(commitContainer(b.engine, gone))).code).toBe('not-found');
  });
});
