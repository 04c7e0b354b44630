import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpacked } from '../bed/packages.ts';
import { end } from '../bed/processes.ts';
import { lastLines, startDaemon, waitFor } from '../bed/run.ts';

/** A real registry of one test file's own. */
export interface OwnRegistry {
  /** `127.0.0.1:port`, unless it was told another. */
  readonly address: string;
  stop(): Promise<void>;
}

export interface OwnRegistryWish {
  /** Where it keeps its content: two registries may have the same. */
  readonly data: string;
  /** `address:port`; a free port of the loopback without it. */
  readonly address?: string;
  readonly tls?: { readonly cert: string; readonly key: string; readonly clientCa?: string };
  /** A line of `htpasswd`, bcrypt. */
  readonly users?: string;
  readonly tokens?: { readonly realm: string; readonly bundle: string };
}

const startLimitMs = 15_000;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function configOf(folder: string, address: string, wish: OwnRegistryWish): Promise<string> {
  const { data, tls, users, tokens } = wish;
  const clients = tls?.clientCa === undefined ? '' : `, clientcas: [${tls.clientCa}]`;
  const secure = tls ? `\n  tls: {certificate: ${tls.cert}, key: ${tls.key}${clients}}` : '';
  await writeFile(join(folder, 'users'), users ?? '');
  const auth = users
    ? `auth: {htpasswd: {realm: own, path: ${folder}/users}}\n`
    : tokens
      ? `auth: {token: {realm: "${tokens.realm}", service: own, issuer: own, rootcertbundle: ${tokens.bundle}}}\n`
      : '';
  return `version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: ${data}}, delete: {enabled: true}}
http:
  addr: ${address}
  secret: own${secure}
${auth}`;
}

/** Starts it. What it holds stays in `wish.data`. */
export async function ownRegistry(wish: OwnRegistryWish): Promise<OwnRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'longshore-registry-'));
  await mkdir(wish.data, { recursive: true });
  const address = wish.address ?? `127.0.0.1:${await freePort()}`;
  const file = join(folder, 'config.yml');
  await writeFile(file, await configOf(folder, address, wish));
  const root = await unpacked('bookworm', ['docker-registry']);
  const logPath = join(folder, 'log');
  const pid = startDaemon(join(root, 'usr/bin/docker-registry'), ['serve', file], { logPath });
  // Anything that speaks HTTP will do: the TLS one answers plain text too, with a refusal.
  const answers = () =>
    fetch(`http://${address}/v2/`).then(
      () => true,
      () => false,
    );
  if (!(await waitFor(answers, startLimitMs))) {
    throw new Error(`the registry did not start:\n${await lastLines(logPath)}`);
  }
  return {
    address,
    async stop() {
      await end(pid, 5_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
