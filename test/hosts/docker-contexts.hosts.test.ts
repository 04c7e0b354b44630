/** The store of contexts, shared with the real Docker CLI: each reads what the other has written. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listContexts } from '../../src/hosts/contexts/list-contexts.ts';
import { contextId } from '../../src/hosts/contexts/store.ts';
import {
  chooseContext,
  createContext,
  readContextTls,
  removeContext,
  setContextAside,
  updateContext,
} from '../../src/hosts/contexts/write-contexts.ts';
import type { Surroundings } from '../../src/hosts/found-host.ts';
import { runProgram } from './programs.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-docker-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const around = (): Surroundings => ({
  platform: process.platform,
  env: { DOCKER_CONFIG: folder },
  home: folder,
  root: '',
});

/** The CLI with an environment in which nothing but our folder decides. */
async function docker(...args: string[]): Promise<string> {
  const ran = await runProgram('docker', args, { PATH: process.env.PATH, DOCKER_CONFIG: folder });
  if (ran.exitCode !== 0) throw new Error(ran.errors);
  return ran.output.trim();
}

/** A certificate that signs itself, and its key: the CLI looks into them. */
async function makeCertificate() {
  const pem = join(folder, 'cert.pem');
  const key = join(folder, 'key.pem');
  const about = ['-subj', '/CN=longshore', '-days', '1', '-nodes', '-newkey', 'ec'];
  const curve = ['-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const args = ['req', '-x509', ...about, ...curve, '-keyout', key, '-out', pem];
  const { exitCode, errors } = await runProgram('openssl', args);
  if (exitCode !== 0) throw new Error(errors);
  return { pem, text: await readFile(pem, 'utf8'), key: await readFile(key, 'utf8') };
}

const namesInCli = async () =>
  (await docker('context', 'ls', '--format', '{{.Name}}')).split('\n').sort();

describe('contexts shared with the Docker CLI', () => {
  it('reads what the CLI has made', async () => {
    const { pem, text } = await makeCertificate();
    const ssh = 'host=ssh://pi@10.231.0.2:2222';
    await docker('context', 'create', 'pi4', '--description', 'living room', '--docker', ssh);
    const tls = `host=tcp://10.0.0.2:2376,ca=${pem},skip-tls-verify=true`;
    await docker('context', 'create', 'far', '--docker', tls);
    await docker('context', 'use', 'pi4');
    expect(await listContexts(around())).toMatchObject({
      contexts: [
        {
          name: 'far',
          address: 'tcp://10.0.0.2:2376',
          skipTlsVerify: true,
          tlsFiles: ['ca'],
        },
        {
          name: 'pi4',
          description: 'living room',
          address: 'ssh://pi@10.231.0.2:2222',
          skipTlsVerify: false,
          tlsFiles: [],
        },
      ],
      broken: [],
      current: 'pi4',
      decidedBy: 'config',
    });
    expect(await readContextTls(around(), 'far')).toEqual({ ca: text });
  });

  it('writes what the CLI reads, byte for byte as the CLI would', async () => {
    await docker('context', 'create', 'theirs', '--description', 'x', '--docker', 'host=ssh://a');
    await createContext(around(), 'ours', { address: 'ssh://a', description: 'x' });
    const metaOf = (name: string) =>
      readFile(join(folder, 'contexts/meta', contextId(name), 'meta.json'), 'utf8');
    expect((await metaOf('ours')).replace('ours', 'theirs')).toBe(await metaOf('theirs'));

    const { text: cert, key } = await makeCertificate();
    await chooseContext(around(), 'ours');
    expect(await docker('context', 'show')).toBe('ours');
    await updateContext(around(), 'ours', {
      address: 'tcp://127.0.0.1:1',
      tls: { ca: cert, cert, key },
    });
    const [seen] = JSON.parse(await docker('context', 'inspect', 'ours')) as unknown[];
    expect(seen).toMatchObject({
      Name: 'ours',
      Metadata: { Description: 'x' },
      Endpoints: { docker: { Host: 'tcp://127.0.0.1:1', SkipTLSVerify: false } },
      TLSMaterial: { docker: ['ca.pem', 'cert.pem', 'key.pem'] },
    });
    // The CLI takes our TLS files for its own: it reads them before it goes anywhere.
    await expect(docker('--context', 'ours', 'version')).rejects.toThrow(
      /Cannot connect .*127\.0\.0\.1:1/,
    );
    await removeContext(around(), 'ours');
    expect(await namesInCli()).toEqual(['default', 'theirs']);
    expect(await docker('context', 'show')).toBe('default');
  });

  it('keeps its own word in a context through an edit by the CLI', async () => {
    const metadata = { 'app.longshore.host': 'h1' };
    await createContext(around(), 'ours', { address: 'ssh://a', metadata });
    await docker('context', 'update', 'ours', '--description', 'new');
    expect((await listContexts(around())).contexts).toMatchObject([
      { name: 'ours', description: 'new', metadata },
    ]);
  });

  it('lists the others when one is broken, and heals the CLI', async () => {
    await createContext(around(), 'good', { address: 'ssh://a' });
    await createContext(around(), 'torn', { address: 'ssh://b' });
    const id = contextId('torn');
    await writeFile(join(folder, 'contexts/meta', id, 'meta.json'), '{"Name":');
    await expect(docker('context', 'ls')).rejects.toThrow();
    expect(await listContexts(around())).toMatchObject({
      contexts: [{ name: 'good' }],
      broken: [{ id, why: 'not-json' }],
    });
    await setContextAside(around(), id);
    expect(await namesInCli()).toEqual(['default', 'good']);
  });

  it('agrees with the CLI about names', async () => {
    const address = 'ssh://a';
    for (const name of ['ab', 'a.b+c-d_e', '1x', 'a', '.ab', 'a b', 'ä1', 'default', 'a/b']) {
      const ours = await createContext(around(), name, { address }).then(
        () => true,
        () => false,
      );
      if (ours) await removeContext(around(), name);
      const theirs = await docker('context', 'create', name, '--docker', `host=${address}`).then(
        () => true,
        () => false,
      );
      expect({ name, taken: ours }).toEqual({ name, taken: theirs });
    }
  });
});
