/** An engine behind TLS that lets in only who shows a certificate (needs openssl). */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractError } from '../../src/contract/errors.ts';
import { startContainer } from '../../src/engine/containers/actions.ts';
import { openExec } from '../../src/engine/containers/exec.ts';
import { createEngineClient } from '../../src/engine/docker/client.ts';
import { connectEngine } from '../../src/engine/docker/negotiate.ts';
import { createContext } from '../../src/hosts/contexts/write-contexts.ts';
import { findHosts } from '../../src/hosts/find-hosts.ts';
import { routeOf } from '../../src/hosts/route.ts';
import { make } from '../engine/engine-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { bedFolder } from '../support/bed/paths.ts';
import { type Authority, makeAuthority } from '../support/hosts/certificates.ts';
import { type Home, reachFound } from '../support/hosts/reach-found.ts';
import { answers } from '../support/hosts/scripted-asker.ts';
import { rawEngine } from '../support/raw-engine.ts';

let engine: Engine;
let home: Home;
let authority: Authority;
let address = '';
const servers: Server[] = [];

/** A folder as the Docker CLI lays it down. */
async function material(
  name: string,
  files: { ca: string; cert?: string; key?: string },
): Promise<string> {
  const folder = join(home.folder, name);
  await mkdir(folder, { recursive: true });
  for (const [kind, path] of Object.entries(files)) {
    await copyFile(path, join(folder, `${kind}.pem`));
  }
  return folder;
}

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** What the app learns of the engine, or why not. */
async function ask(to: string, tlsFolder: string) {
  const { reached, problem } = await reachFound(home, routeOf(to, { tlsFolder }), answers());
  if (reached === undefined) return { problem, reached };
  try {
    const { version, engine: client } = await connectEngine(reached.target);
    client.close();
    return { version, reached };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { problem: error.problem, reached };
  }
}

beforeAll(async () => {
  const folder = join(bedFolder(), 'h/tls-home');
  await rm(folder, { recursive: true, force: true });
  home = { folder };
  authority = await makeAuthority(join(folder, 'authority'));
  engine = await startEngine('docker-20', 'tls-engine');
  const names = `IP:${engine.address},DNS:docker.lan`;
  const server = await authority.issue('server', { for: 'serverAuth', names });
  await engine.stop();
  await writeFile(
    join(engine.folder, 'arguments'),
    ['-H', 'tcp://0.0.0.0:2376', '--tlsverify', '--tlscacert', authority.file]
      .concat('--tlscert', server.cert, '--tlskey', server.key)
      .join('\n'),
  );
  await engine.start();
  address = `tcp://${engine.address}:2376`;
});
afterAll(async () => {
  for (const server of servers) server.close();
  await engine?.remove();
  await rm(home.folder, { recursive: true, force: true });
});

describe('an engine behind TLS', () => {
  it('is reached with the right files, streams and all {126 partial}', async () => {
    const client = await authority.issue('client', { for: 'clientAuth' });
    const folder = await material('right', { ca: authority.file, ...client });
    const { version, reached, problem } = await ask(address, folder);
    expect(problem).toBeUndefined();
    if (reached === undefined) throw new Error('not reached');
    expect(version).toMatch(/^20\./);
    expect(reached.way).toEqual({ transport: 'tls', reason: 'only-way', through: [] });

    const raw = rawEngine(engine.socket);
    const { engine: api } = await connectEngine(reached.target);
    try {
      const container = await make({ engine: api, raw });
      await startContainer(api, container);
      const { stream } = await openExec(api, {
        container,
        command: ['wc', '-c'],
        tty: false,
        stdin: true,
      });
      await stream.write(Buffer.from('x'.repeat(1_000)));
      stream.endInput();
      let output = '';
      for await (const chunk of stream.output) output += Buffer.from(chunk).toString('latin1');
      expect(output).toContain('1000');
    } finally {
      api.close();
      await raw.removeAll();
    }
  });

  it('is a context of the Docker CLI', async () => {
    const client = await authority.issue('context', { for: 'clientAuth' });
    const text = (path: string) => readFile(path, 'utf8');
    const around = { platform: 'linux', env: {}, home: home.folder, root: home.folder } as const;
    await createContext(around, 'behind-tls', {
      address,
      tls: {
        ca: await text(authority.file),
        cert: await text(client.cert),
        key: await text(client.key),
      },
    });
    const [found] = await findHosts(around);
    expect(found?.id).toBe('context:behind-tls');
    if (!found?.route) throw new Error('no route');
    expect(JSON.stringify(found)).not.toContain('PRIVATE KEY');
    const { reached } = await reachFound(home, found.route, answers());
    if (reached === undefined) throw new Error('not reached');
    expect((await connectEngine(reached.target)).version).toMatch(/^20\./);
  });

  it('with another name in its certificate is refused, and the names are told', async () => {
    const client = await authority.issue('named', { for: 'clientAuth' });
    const folder = await material('named', { ca: authority.file, ...client });
    const port = await listen(
      createTcpServer((socket) => {
        const onwards = connect(2376, engine.address);
        for (const one of [socket, onwards]) one.on('error', () => undefined);
        socket.pipe(onwards).pipe(socket);
      }),
    );
    expect((await ask(`tcp://127.0.0.1:${port}`, folder)).problem).toMatchObject({
      code: 'tls-wrong-name',
      facts: { host: '127.0.0.1', names: `${engine.address}, docker.lan` },
    });
  });

  it('of an authority that is not known is refused', async () => {
    const other = await makeAuthority(join(home.folder, 'other'));
    const client = await authority.issue('untrusting', { for: 'clientAuth' });
    const folder = await material('untrusting', { ca: other.file, ...client });
    expect((await ask(address, folder)).problem?.code).toBe('tls-unknown-authority');
  });

  it('asks for a certificate that it knows', async () => {
    const none = await material('none', { ca: authority.file });
    expect((await ask(address, none)).problem?.code).toBe('tls-client-certificate');
    const other = await makeAuthority(join(home.folder, 'stranger'));
    const strange = await other.issue('stranger', { for: 'clientAuth' });
    const folder = await material('strange', { ca: authority.file, ...strange });
    expect((await ask(address, folder)).problem?.code).toBe('tls-client-certificate');
  });

  it('does not answer who talks to it without TLS', async () => {
    const target = { kind: 'tcp', host: engine.address, port: 2376 } as const;
    const client = createEngineClient({ target });
    await expect(client.text({ path: '/_ping' })).rejects.toMatchObject({
      problem: { code: 'tls-client-certificate' },
    });
    await expect(connectEngine(target)).rejects.toMatchObject({
      problem: { code: 'tls-client-certificate' },
    });
    client.close();
  });

  it('is not one that answers without TLS', async () => {
    const folder = await material('plain', { ca: authority.file });
    const port = await listen(createServer((_request, response) => void response.end('OK')));
    expect((await ask(`tcp://127.0.0.1:${port}`, folder)).problem?.code).toBe('not-an-engine');
  });

  it('is not dialled with files that could not be used', async () => {
    const client = await authority.issue('mixed', { for: 'clientAuth' });
    const { key } = await authority.issue('mixed-2', { for: 'clientAuth' });
    const mixed = await material('mixed', { ca: authority.file, cert: client.cert, key });
    const { problem } = await ask(address, mixed);
    expect(problem).toMatchObject({ code: 'key-unusable', facts: { file: mixed } });
    await writeFile(join(mixed, 'key.pem'), '-----BEGIN ENCRYPTED PRIVATE KEY-----\n');
    expect((await ask(address, mixed)).problem?.detail).toBe('it has a passphrase');
  });
});
