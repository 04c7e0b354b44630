import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Surroundings } from '../found-host.ts';
import { listContexts } from './list-contexts.ts';
import { contextId } from './store.ts';
import {
  chooseContext,
  createContext,
  readContextTls,
  removeContext,
  setContextAside,
  updateContext,
} from './write-contexts.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'longshore-contexts-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const around = (env: Record<string, string> = {}): Surroundings => ({
  platform: 'linux',
  env,
  home,
  root: '',
});
const docker = (...parts: string[]) => join(home, '.docker', ...parts);
const metaFile = (name: string) => docker('contexts/meta', contextId(name), 'meta.json');
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const ca = '-----BEGIN CERTIFICATE-----\n';
const key = '-----BEGIN RSA PRIVATE KEY-----\n';

const create = (name: string, address = 'ssh://pi@10.0.0.2:2222') =>
  createContext(around(), name, { address, description: 'living room' });

describe('contexts', () => {
  it('writes what the CLI writes', async () => {
    await create('pi4');
    expect(await readFile(metaFile('pi4'), 'utf8')).toBe(
      '{"Name":"pi4","Metadata":{"Description":"living room"},' +
        '"Endpoints":{"docker":{"Host":"ssh://pi@10.0.0.2:2222","SkipTLSVerify":false}}}',
    );
    expect(await modeOf(metaFile('pi4'))).toBe(0o644);
    expect(await readdir(dirname(metaFile('pi4')))).toEqual(['meta.json']);
  });

  it('keeps TLS texts where only their owner reads them', async () => {
    const address = 'tcp://10.0.0.2:2376';
    await createContext(around(), 'tls', { address, tls: { ca, cert: ca, key } });
    const folder = docker('contexts/tls', contextId('tls'), 'docker');
    expect(await modeOf(folder)).toBe(0o700);
    expect(await modeOf(join(folder, 'key.pem'))).toBe(0o600);
    expect((await listContexts(around())).contexts).toMatchObject([
      { name: 'tls', tlsFiles: ['ca', 'cert', 'key'] },
    ]);
    await updateContext(around(), 'tls', { tls: { ca: `${ca}new` } });
    expect(await readContextTls(around(), 'tls')).toEqual({ ca: `${ca}new` });
    await updateContext(around(), 'tls', { tls: null });
    expect(await readContextTls(around(), 'tls')).toEqual({});
    await expect(readContextTls(around(), 'other')).rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
  });

  it.each([
    ['key', '-----BEGIN ENCRYPTED PRIVATE KEY-----\n'],
    ['key', `${key}Proc-Type: 4,ENCRYPTED\n`],
    ['key', ca],
    ['cert', key],
    ['ca', 'secret'],
  ])('takes no %s that the CLI could not use', async (field, text) => {
    const tls = { [field]: text };
    const made = createContext(around(), 'tls', { address: 'tcp://10.0.0.2:2376', tls });
    await expect(made).rejects.toMatchObject({
      problem: { code: 'key-unusable', facts: { field } },
    });
    expect((await listContexts(around())).contexts).toEqual([]);
  });

  it('keeps what other programs have written, in whatever case', async () => {
    const meta = {
      name: 'old',
      Metadata: { description: 'x', 'com.example.app': { id: 7 }, GODEBUG: 'a=1' },
      Endpoints: { docker: { host: 'ssh://a', Other: 1 }, kubernetes: { Host: 'k' } },
      Extra: true,
    };
    await put(metaFile('old'), JSON.stringify(meta));
    expect((await listContexts(around())).contexts).toMatchObject([
      { name: 'old', address: 'ssh://a', description: 'x' },
    ]);
    await updateContext(around(), 'old', {
      address: 'ssh://b',
      description: '',
      metadata: { 'app.longshore.host': 'h1', GODEBUG: undefined },
    });
    expect(JSON.parse(await readFile(metaFile('old'), 'utf8'))).toEqual({
      name: 'old',
      Metadata: { 'com.example.app': { id: 7 }, 'app.longshore.host': 'h1' },
      Endpoints: { docker: { host: 'ssh://b', Other: 1 }, kubernetes: { Host: 'k' } },
      Extra: true,
    });
  });

  it('tells of broken ones beside the others, and sets one aside', async () => {
    await create('good');
    const at = (id: string) => docker('contexts/meta', id, 'meta.json');
    await put(at('json'), '{"Name":');
    await put(at('none'), '{}');
    await put(at('wrong'), '{"Name":"wrong"}');
    await put(metaFile('engine'), '{"Name":"engine","Endpoints":{"kubernetes":{}}}');
    await put(
      metaFile('panic'),
      '{"Name":"panic","Metadata":{"Description":7},"Endpoints":{"docker":{"Host":"unix:///x"}}}',
    );
    await put(at('large'), ' '.repeat(1024 * 1024 + 1));
    await mkdir(at('folder'), { recursive: true });
    await mkdir(docker('contexts/meta/empty'));
    const { contexts, broken } = await listContexts(around());
    expect(contexts.map(({ name }) => name)).toEqual(['good']);
    expect(Object.fromEntries(broken.map(({ id, name, why }) => [name ?? id, why]))).toEqual({
      json: 'not-json',
      none: 'no-name',
      wrong: 'wrong-folder',
      engine: 'no-engine',
      panic: 'bad-description',
      large: 'unreadable',
    });
    const aside = await setContextAside(around(), 'json');
    expect(await readFile(aside, 'utf8')).toBe('{"Name":');
    expect((await listContexts(around())).broken.map(({ id }) => id)).not.toContain('json');
    await expect(setContextAside(around(), '../meta/json')).rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
  });

  it.each(['default', 'a', '-x', 'a b', '../x', 'a/b', '', 'ä1'])(
    'takes no context named %j',
    async (name) => {
      const refused = { problem: { code: 'bad-parameter', facts: { field: 'name' } } };
      await expect(create(name)).rejects.toMatchObject(refused);
      await expect(removeContext(around(), name)).rejects.toMatchObject(refused);
    },
  );

  it.each(['docker', 'ssh://a:b@c', 'ssh://-oX=y', 'unix://x', 'tcp://', 'tcp://a b', 'ftp://a'])(
    'takes no address %j',
    async (address) => {
      await expect(create('name', address)).rejects.toMatchObject({
        problem: { code: 'bad-parameter', facts: { field: 'address' } },
      });
    },
  );

  it.each(['unix:///x.sock', 'npipe:////./pipe/p', 'tcp://10.0.0.2:2376', 'ssh://alias'])(
    'takes %s',
    async (address) => {
      await create('name', address);
      expect((await listContexts(around())).contexts[0]?.address).toBe(address);
    },
  );

  it('makes no second one of a name, and finds none that is not there', async () => {
    await create('pi4');
    await expect(create('pi4')).rejects.toMatchObject({ problem: { code: 'name-in-use' } });
    const absent = { problem: { code: 'not-found' } };
    await expect(updateContext(around(), 'other', {})).rejects.toMatchObject(absent);
    await expect(removeContext(around(), 'other')).rejects.toMatchObject(absent);
    await expect(chooseContext(around(), 'other')).rejects.toMatchObject(absent);
  });

  it('chooses one and keeps all else in config.json', async () => {
    await create('pi4');
    await put(docker('config.json'), '{"auths":{"r":{"auth":"x"}},"psFormat":"table"}');
    await chooseContext(around(), 'pi4');
    expect(JSON.parse(await readFile(docker('config.json'), 'utf8'))).toEqual({
      auths: { r: { auth: 'x' } },
      psFormat: 'table',
      currentContext: 'pi4',
    });
    const decided = async (env: Record<string, string> = {}) => {
      const { current, decidedBy } = await listContexts(around(env));
      return [current, decidedBy];
    };
    expect(await decided()).toEqual(['pi4', 'config']);
    expect(await decided({ DOCKER_CONTEXT: 'x' })).toEqual(['x', 'DOCKER_CONTEXT']);
    expect(await decided({ DOCKER_HOST: 'tcp://x' })).toEqual(['default', 'DOCKER_HOST']);
    await removeContext(around(), 'pi4');
    expect(await decided()).toEqual(['default', 'nothing']);
    expect(await readFile(docker('config.json'), 'utf8')).not.toContain('currentContext');
    expect(await readdir(docker('contexts/meta'))).toEqual([]);
  });

  it('does not touch a config.json that it does not understand', async () => {
    await create('pi4');
    await put(docker('config.json'), '{"auths":');
    await expect(chooseContext(around(), 'pi4')).rejects.toMatchObject({
      problem: { code: 'storage-failed' },
    });
    expect(await readFile(docker('config.json'), 'utf8')).toBe('{"auths":');
  });

  it('writes a new config.json for its owner only', async () => {
    await create('pi4');
    await chooseContext(around(), 'pi4');
    expect(await modeOf(docker('config.json'))).toBe(0o600);
    await chooseContext(around(), 'default');
    expect(await readFile(docker('config.json'), 'utf8')).toBe('{}');
  });
});
