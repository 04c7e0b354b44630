import { extract } from 'tar-stream';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ContainerId } from '../../src/contract/ids.ts';
import type { AnalysedImage, FileEvent, LayerSource, TreeRow } from '../../src/contract/layers.ts';
import { layeredImage, layeredName } from '../support/images/layered.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import {
  type Api,
  type BackendBed,
  backendOn,
  firstThat,
  removeQuickly,
  until,
} from './backend-support.ts';

/** `+ app/ 5000004`: how a row reads in an expectation. */
function line({ change, level, name, kind, sizeBytes, hides }: TreeRow): string {
  const mark = { added: '+', changed: '~', removed: '-', kept: ' ' }[change];
  const hidden = hides.map(({ layer, bytes }) => ` hides ${bytes} in ${layer}`).join('');
  return `${mark}${'  '.repeat(level)}${name}${kind === 'folder' ? '/' : ''} ${sizeBytes}${hidden}`;
}

await eachTarget('layers of an image', (target) => {
  const raw = rawEngine(target.socket);
  const name = isDocker(target) ? layeredName : `localhost/${layeredName}`;
  let bed: BackendBed;
  let api: Api;
  let image: AnalysedImage;

  beforeAll(async () => {
    await raw.load(layeredImage().saveTar());
    bed = await backendOn(target.socket);
    ({ api } = bed.window());
    image = await analysed({ kind: 'image', host: bed.host, image: name });
  });
  afterEach(() => removeQuickly(raw));
  afterAll(async () => {
    await raw.ask('DELETE', `/images/${name}?force=1`);
    expect(bed.faults).toEqual([]);
    await bed.close();
  });

  async function analysed(source: LayerSource): Promise<AnalysedImage> {
    const last = await firstThat(api.layers.analyse({ source }), ({ state }) => state === 'done');
    if (last.state !== 'done') throw new Error(last.state);
    return last.image;
  }

  async function nodeOf(
    path: string,
    { analysis, layer }: { analysis: AnalysedImage; layer: number },
  ) {
    const { rows } = await api.layers.tree({
      ...{ analysis: analysis.analysis, layer, view: 'layer', open: 'all', text: path },
    });
    const row = rows.find((one) => one.name === path.split('/').at(-1));
    if (row === undefined) throw new Error(`no ${path} in layer ${layer}`);
    return row.node;
  }

  async function read(path: string, at: { analysis: AnalysedImage; layer: number }) {
    const node = await nodeOf(path, at);
    const { analysis } = at.analysis;
    const events = api.layers.file({ analysis, layer: at.layer, node, below: true });
    const last = await firstThat<FileEvent>(events, ({ state }) => state === 'done');
    if (last.state !== 'done') throw new Error(last.state);
    return last;
  }

  /** What the person's disk would get. */
  async function fetched(question: Parameters<Api['layers']['download']>[0]) {
    const saved = await api.layers.download(question);
    const ticket = saved.kind === 'url' ? saved.url.replace('/download/', '') : '';
    const file = bed.backend.files.take(ticket);
    const parts: Uint8Array[] = [];
    for await (const part of file?.open(new AbortController().signal) ?? [])
      parts.push(part.slice());
    return { name: file?.fileName, bytes: Buffer.concat(parts) };
  }

  const tree = async (layer: number, view: 'layer' | 'stack') => {
    const { rows } = await api.layers.tree({
      ...{ analysis: image.analysis, layer, view, open: 'all' },
    });
    return rows.map(line);
  };

  it('tells what each layer brings, hides and wastes {73 partial}', async () => {
    expect(image.warnings).toEqual([]);
    expect(image).toMatchObject({
      ...{ name, imageId: layeredImage().id, files: 3, sizeBytes: 5_010_017 },
      config: {
        command: ['/none'],
        env: [{ name: 'A', value: '1' }],
        labels: { title: 'layered' },
      },
    });
    expect(image.layers.map(({ added, changed, removed }) => [added, changed, removed])).toEqual([
      [9, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 1],
      [0, 0, 3],
    ]);
    expect(image.layers.map(({ digest }) => digest)).toEqual(
      layeredImage().layers.map(() => expect.stringMatching(/^sha256:[0-9a-f]{64}$/)),
    );
    expect(image.efficiency.wastedBytes).toBe(5_009_004);
  });

  it('shows the tree of a layer and of all up to it {77 partial} {78 partial}', async () => {
    expect(await tree(1, 'layer')).toEqual(['   app/ 13', '~    conf 13 hides 4 in 0']);
    expect(await tree(2, 'layer')).toEqual([
      '   app/ 0',
      '-    big.bin 5000000 hides 5000000 in 0',
    ]);
    expect(await tree(3, 'layer')).toEqual([
      '   data/ 1000 hides 2000 in 0',
      '+    new 1000',
      '-    old 2000 hides 2000 in 0',
    ]);
    expect(await tree(4, 'layer')).toEqual([
      '-  cache/ 7000 hides 7000 in 0',
      '-    a 3000 hides 3000 in 0',
      '-    b 4000 hides 4000 in 0',
    ]);
    expect(await tree(4, 'stack')).toEqual([
      '   app/ 13',
      '     conf 13',
      '     link 0',
      '   data/ 1000',
      '     new 1000',
    ]);
  });

  it('lists waste with its causes, and draws a map {79 partial}', async () => {
    const waste = await api.layers.waste({ analysis: image.analysis });
    expect(waste.entries.map(({ node: _, ...entry }) => entry)).toEqual([
      {
        ...{ path: '/app/big.bin', kind: 'removed', wastedBytes: 5_000_000, causedBy: 2 },
        copies: [{ layer: 0, bytes: 5_000_000 }],
      },
      {
        ...{ path: '/cache/b', kind: 'removed', wastedBytes: 4_000, causedBy: 4 },
        copies: [{ layer: 0, bytes: 4_000 }],
      },
      {
        ...{ path: '/cache/a', kind: 'removed', wastedBytes: 3_000, causedBy: 4 },
        copies: [{ layer: 0, bytes: 3_000 }],
      },
      {
        ...{ path: '/data/old', kind: 'removed', wastedBytes: 2_000, causedBy: 3 },
        copies: [{ layer: 0, bytes: 2_000 }],
      },
      {
        ...{ path: '/app/conf', kind: 'replaced', wastedBytes: 4, causedBy: 1 },
        copies: [
          { layer: 0, bytes: 4 },
          { layer: 1, bytes: 13 },
        ],
      },
    ]);
    const map = await api.layers.treemap({ analysis: image.analysis, layer: 0, view: 'layer' });
    expect(map.cells.map(({ name: cell, sizeBytes }) => [cell, sizeBytes])).toEqual([
      ['app', 5_000_004],
      ['cache', 7_000],
      ['data', 2_000],
    ]);
  });

  it('opens a file beside the one below it {81 partial}', async () => {
    const { path, content, below } = await read('app/conf', { analysis: image, layer: 1 });
    expect(path).toBe('/app/conf');
    expect(content).toMatchObject({ kind: 'text', text: 'two and more\n', layer: 1 });
    expect(below).toMatchObject({ kind: 'text', text: 'one\n', layer: 0 });
    const removed = await read('app/big.bin', { analysis: image, layer: 2 });
    expect(removed.content).toBeNull();
    expect(removed.below).toMatchObject({ kind: 'text', sizeBytes: 5_000_000, truncated: true });
  });

  it('gives out a file and a folder', async () => {
    const { analysis } = image;
    const node = await nodeOf('app/conf', { analysis: image, layer: 1 });
    const file = await fetched({ analysis, layer: 4, view: 'stack', node });
    expect(file.name).toBe('conf');
    expect(file.bytes.toString()).toBe('two and more\n');
    const app = await nodeOf('app', { analysis: image, layer: 0 });
    const folder = await fetched({ analysis, layer: 4, view: 'stack', node: app });
    expect(folder.name).toBe('app.tar');
    expect(await namesIn(folder.bytes)).toEqual(['app/', 'app/link -> conf', 'app/conf 13']);
  });

  it('shows what a container changed as one more layer {15 partial}', async () => {
    const id = await raw.run({
      ...{ Image: isDocker(target) ? 'longshore/busybox:1' : 'localhost/longshore/busybox:1' },
      Cmd: [
        'sh',
        '-c',
        'echo hello > /tmp/new; mkdir -p /opt/a/b; echo deep > /opt/a/b/c; rm /etc/group; echo x >> /etc/passwd; ln -s /etc/passwd /opt/link',
      ],
    });
    await raw.wait(id);
    const source = { kind: 'container' as const, host: bed.host, container: ContainerId.parse(id) };
    const changed = await analysed(source);
    const top = changed.layers.length - 1;
    expect(changed.layers[top]).toMatchObject({ instruction: '', comment: 'container' });
    const { rows } = await api.layers.tree({
      ...{ analysis: changed.analysis, layer: top, view: 'layer', open: 'all' },
    });
    expect(
      rows
        .map(line)
        .filter(
          (one) => !/(run|dev|proc|sys|hosts|hostname|resolv.conf|mtab|containerenv)\b/.test(one),
        ),
    ).toEqual([
      '   etc/ 70',
      '-    group 26 hides 26 in 0',
      '~    passwd 70 hides 68 in 0',
      '+  opt/ 5',
      '+    a/ 5',
      '+      b/ 5',
      '+        c 5',
      '+    link 0',
      '   tmp/ 6',
      '+    new 6',
    ]);
    const found = await read('a/b/c', { analysis: changed, layer: top });
    expect(found.content).toMatchObject({ kind: 'text', text: 'deep\n' });
    const both = await read('etc/passwd', { analysis: changed, layer: top });
    expect(`${both.below?.text}x\n`).toBe(both.content?.text);
  });

  it('says with which images layers are shared', async () => {
    const web = await analysed({ kind: 'image', host: bed.host, image: 'longshore/web:1' });
    const prefix = isDocker(target) ? '' : 'localhost/';
    expect(web.layers[0]?.sharedWith).toContain(`${prefix}longshore/busybox:1`);
    expect(web.layers.slice(1).map(({ sharedWith }) => sharedWith)).toEqual([[], []]);
    expect(web.layers[0]?.sharedWith).not.toContain(name);
  });

  it('compares two images {82 partial}', async () => {
    const other = await analysed({ kind: 'image', host: bed.host, image: 'longshore/busybox:1' });
    const pair = { left: image.analysis, right: other.analysis };
    const comparison = await api.layers.compare(pair);
    expect(comparison).toMatchObject({ sharedLayers: 0, removed: 3, changed: 0 });
    expect(comparison.config).toContainEqual({ field: 'env', name: 'A', left: '1', right: null });
    const { rows } = await api.layers.compareTree({ ...pair, changes: ['removed'], open: 'all' });
    expect(rows.map(({ name: row, leftBytes }) => `${row} ${leftBytes}`)).toEqual([
      ...['app 13', 'conf 13', 'link 0', 'data 1000', 'new 1000'],
    ]);
  });

  it('remembers layers on disk, and reads an archive from a person’s disk {80 partial}', async () => {
    await until('layers are kept', async () => (await api.layers.remembered({})).layers >= 5);
    const tar = layeredImage().saveTar();
    const upload = api.layers.upload({ fileName: 'layered.tar', sizeBytes: tar.length });
    const events = upload[Symbol.asyncIterator]();
    const { archive } = (await events.next()).value;
    const sending = (async () => {
      await upload.send(tar);
      upload.end();
    })();
    let last = { whole: false };
    for (let next = await events.next(); !next.done; next = await events.next()) last = next.value;
    await sending;
    expect(last).toMatchObject({ whole: true, doneBytes: tar.length });
    const fromFile = await analysed({ kind: 'archive', archive });
    expect(fromFile).toMatchObject({ name: layeredName, imageId: image.imageId, files: 3 });
    expect(fromFile.efficiency).toEqual(image.efficiency);
    await api.layers.forget({});
    expect(await api.layers.remembered({})).toEqual({ layers: 0, sizeBytes: 0 });
  });
});

async function namesIn(tar: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  const reader = extract();
  reader.end(tar);
  for await (const entry of reader) {
    const { name, type, size, linkname } = entry.header;
    names.push(
      type === 'file' ? `${name} ${size}` : type === 'symlink' ? `${name} -> ${linkname}` : name,
    );
    entry.resume();
  }
  return names;
}
