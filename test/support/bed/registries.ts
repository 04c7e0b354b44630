import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fixtureImage, largeImage } from '../images/fixtures.ts';
import { unpacked } from './packages.ts';
import { bedFolder } from './paths.ts';
import { alive, end } from './processes.ts';
import {
  type RegistryName,
  registryAddress,
  registryIp,
  registryPorts,
  removeRegistryIp,
} from './registry-address.ts';
import { pushForOnePlatform, pushImage } from './registry-push.ts';
import { lastLines, run, startDaemon, waitFor } from './run.ts';

/** The login of the `auth` registry. */
export const registryLogin = { user: 'bed', password: 'bed-password' } as const;

// bcrypt of the password above: the registry reads no other hash
const htpasswd = 'bed:$2b$05$pBU2GhmH8D5j2mGlY3wOPeS2q4KzkX4HaHnPmKYFz3U7FQMTzmIIq\n';

type Served = Exclude<RegistryName, 'slow'>;
const served: readonly Served[] = ['plain', 'auth', 'tls'];

const folderOf = (name: Served) => join(bedFolder(), 'registry', name);

async function certificate(folder: string, ip: string): Promise<string> {
  const key = join(folder, 'key.pem');
  const file = join(folder, 'cert.pem');
  if (existsSync(file)) return `\n  tls: {certificate: ${file}, key: ${key}}`;
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-keyout', key, '-out', file, '-days', '3650', '-subj', '/CN=longshore bed'],
    ...['-addext', `subjectAltName=IP:${ip}`],
  ]);
  return `\n  tls: {certificate: ${file}, key: ${key}}`;
}

async function writeConfig(name: Served, ip: string): Promise<string> {
  const folder = folderOf(name);
  await mkdir(join(folder, 'data'), { recursive: true });
  const users = join(folder, 'htpasswd');
  if (name === 'auth') await writeFile(users, htpasswd);
  const file = join(folder, 'config.yml');
  await writeFile(
    file,
    `version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: ${folder}/data}, delete: {enabled: true}}
http:
  addr: ${ip}:${registryPorts[name]}
  secret: bed${name === 'tls' ? await certificate(folder, ip) : ''}
${name === 'auth' ? `auth: {htpasswd: {realm: bed, path: ${users}}}\n` : ''}`,
  );
  return file;
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const say = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => say(true));
    socket.on('error', () => say(false));
    socket.on('timeout', () => say(false));
  });
}

async function pidOf(name: Served): Promise<number | undefined> {
  const pid = Number(await readFile(join(folderOf(name), 'pid'), 'utf8').catch(() => ''));
  if (!(pid > 0) || !(await alive(pid))) return undefined;
  // the number may belong to another process by now
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return line.includes(folderOf(name)) ? pid : undefined;
}

async function startRegistry(name: Served): Promise<void> {
  const ip = await registryIp();
  const port = registryPorts[name];
  if ((await pidOf(name)) !== undefined && (await listens(ip, port))) return;
  const root = await unpacked('bookworm', ['docker-registry']);
  const config = await writeConfig(name, ip);
  const logPath = join(folderOf(name), 'log');
  const pid = startDaemon(join(root, 'usr/bin/docker-registry'), ['serve', config], { logPath });
  await writeFile(join(folderOf(name), 'pid'), String(pid));
  if (!(await waitFor(() => listens(ip, port), 15_000))) {
    throw new Error(`registry ${name} did not start:\n${await lastLines(logPath)}`);
  }
}

/**
 * What the registries hold: `plain` has fixtures/busybox (1, 1.0, latest), fixtures/web:1,
 * fixtures/large:1 (10 layers, 30 MB), fixtures/foreign:1 (another platform only) and, as a mirror
 * of the Hub, `hello:latest`; `auth` has private/busybox:1.
 */
async function seed(): Promise<void> {
  const done = join(bedFolder(), 'registry/seeded');
  if (existsSync(done)) return;
  const plain = `http://${await registryAddress('plain')}`;
  const auth = `http://${await registryAddress('auth')}`;
  const login = `${registryLogin.user}:${registryLogin.password}`;
  const busybox = await fixtureImage('busybox');
  const put = (repository: string, ...tags: string[]) => ({ base: plain, repository, tags });
  await pushImage(put('fixtures/busybox', '1', '1.0', 'latest'), busybox);
  await pushImage(put('fixtures/web', '1'), await fixtureImage('web'));
  await pushImage(put('library/hello', 'latest'), busybox);
  await pushForOnePlatform(put('fixtures/foreign', '1'), await fixtureImage('foreign'));
  await pushImage(put('fixtures/large', '1'), largeImage());
  await pushImage({ base: auth, repository: 'private/busybox', tags: ['1'], login }, busybox);
  await writeFile(done, '');
}

/** Starts the bed's registries, or finds them running, and fills them once. */
export async function startRegistries(): Promise<void> {
  await Promise.all(served.map(startRegistry));
  await seed();
}

/** Stops the registries and removes what they hold and their address. */
export async function removeRegistries(): Promise<void> {
  for (const name of served) {
    const pid = await pidOf(name);
    if (pid !== undefined) await end(pid, 5_000);
  }
  await rm(join(bedFolder(), 'registry'), { recursive: true, force: true });
  await removeRegistryIp();
}
