import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeQuickly } from '../engine/backend-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { unpacked } from '../support/bed/packages.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { type RawEngine, rawEngine, testLabel } from '../support/raw-engine.ts';
import { type RemoteBackend, remoteBackend } from './remote-backend.ts';

const runFile = promisify(execFile);
const services = 30;
/** Thirty starts on a busy machine with two cores. */
const composeMs = 240_000;

let engine: Engine;
let raw: RawEngine;
let host: Host<'pi'>;
let remote: RemoteBackend;
let folder: string;

beforeAll(async () => {
  engine = await startEngine('docker-20');
  raw = rawEngine(engine.socket);
  host = await startHost('bridge', {
    users: { pi: { docker: true } },
    engine,
    sharesNetwork: true,
    // Two sessions and no more: a command line of its own needs one for each connection.
    sshd: ['MaxSessions 2', 'MaxStartups 2'],
  });
  remote = await remoteBackend(host);
  folder = await mkdtemp(join(tmpdir(), 'longshore-compose-'));
});
afterAll(async () => {
  await remote?.bed.close();
  await host?.remove();
  if (raw) await removeQuickly(raw);
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** The command line, with compose as its plugin, on the bridge's socket. */
async function composeEnvironment(dockerHost: string): Promise<NodeJS.ProcessEnv> {
  const plugins = join(folder, 'config/cli-plugins');
  await mkdir(plugins, { recursive: true });
  const compose = join(
    await unpacked('sid', ['docker-compose']),
    'usr/libexec/docker/cli-plugins/docker-compose',
  );
  await symlink(compose, join(plugins, 'docker-compose'));
  return {
    ...{ PATH: process.env.PATH, HOME: folder, DOCKER_CONFIG: join(folder, 'config') },
    DOCKER_HOST: dockerHost,
  };
}

function project(label: string): string {
  const one = (_: unknown, index: number) => [
    `  s${index + 1}:`,
    '    image: longshore/busybox:1',
    '    command: [sleep, "3600"]',
    '    network_mode: none',
    '    stop_grace_period: 0s',
    `    labels: { ${testLabel}: "${label}" }`,
  ];
  return ['services:', ...Array.from({ length: services }, one).flat(), ''].join('\n');
}

describe('docker compose over the bridge', () => {
  it(
    'brings thirty services up and down on a host with two sessions, by one login',
    async () => {
      const { dockerHost } = await remote.api.hosts.bridge({ host: remote.id });
      const env = await composeEnvironment(dockerHost);
      const file = join(folder, 'compose.yaml');
      await writeFile(file, project(raw.id));
      const name = `bridge-${raw.id}`.toLowerCase();
      const compose = (...words: string[]) =>
        runFile('docker', ['compose', '-f', file, '-p', name, ...words], {
          env,
          timeout: composeMs,
        });

      await compose('up', '-d');
      const running = await compose('ps', '--status', 'running', '-q');
      expect(running.stdout.trim().split('\n')).toHaveLength(services);
      const listed = await remote.api.containers.list({ host: remote.id });
      expect(listed.filter((row) => row.name.startsWith(name))).toHaveLength(services);
      await compose('down');
      const left = await compose('ps', '-a', '-q');
      expect(left.stdout.trim()).toBe('');
      expect(await host.accepted()).toBe(1);
      expect(await host.log()).not.toMatch(/no more sessions/);
    },
    composeMs,
  );
});
