import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../contract/hosts.ts';
import { HostId } from '../contract/ids.ts';
import type { ShellPort } from '../contract/shell.ts';
import { type Backend, createBackend } from './create-backend.ts';

let folder = '';
let backend: Backend;
let server: Server | undefined;
const stop = new AbortController();
const context = { signal: stop.signal };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-'));
  backend = createBackend({
    stateFolder: join(folder, 'state'),
    shell: {} as ShellPort,
    shellKind: 'web',
    version: '1.2.3',
    platform: 'linux',
    env: { DOCKER_HOST: `unix://${join(folder, 'docker.sock')}` },
    home: folder,
    restarted: true,
    log: () => {},
  });
});
afterEach(async () => {
  await backend.close();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** As much of an engine as the connection asks for. */
function fakeEngine(version: object): Promise<void> {
  server = createServer((request, answer) => {
    answer.setHeader('content-type', 'application/json');
    if (request.url?.endsWith('/version')) answer.end(JSON.stringify(version));
    else if (request.url?.includes('/events')) answer.flushHeaders();
    else answer.end('{}');
  });
  return new Promise((resolve) => server?.listen(join(folder, 'docker.sock'), resolve));
}

async function hostThat(fits: (host: Host) => boolean): Promise<Host> {
  for await (const [host] of backend.handlers.hosts.watch({}, context) as AsyncIterable<Host[]>) {
    if (host && fits(host)) return host;
  }
  throw new Error('ended');
}

describe('createBackend', () => {
  it('says what it is and that it was restarted', async () => {
    expect(await backend.handlers.app.info({}, context)).toEqual({
      version: '1.2.3',
      shell: 'web',
      platform: 'linux',
      stateFolder: join(folder, 'state'),
    });
    for await (const notices of backend.handlers.app.notices({}, context)) {
      expect(notices).toMatchObject([{ kind: 'backend-restarted' }]);
      break;
    }
    expect(backend.busy()).toEqual({ jobs: 0, terminals: 0 });
  });

  it('tells every window of a changed setting', async () => {
    const watching = backend.handlers.settings.watch({}, context)[Symbol.asyncIterator]();
    expect((await watching.next()).value).toMatchObject({ theme: 'system' });
    await backend.handlers.settings.update({ theme: 'dark' }, context);
    expect((await watching.next()).value).toMatchObject({ theme: 'dark', zoom: 100 });
  });

  it('says that nothing answers, and meets an engine as soon as it comes', async () => {
    const failed = await hostThat((host) => host.state === 'failed');
    expect(failed.problem).toMatchObject({
      code: 'engine-absent',
      mend: { kind: 'install-engine' },
    });
    const host = HostId.parse('docker-host');
    await expect(backend.handlers.containers.list({ host }, context)).rejects.toMatchObject({
      code: 'engine-absent',
    });
    await fakeEngine({ ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '20.10' });
    const started = performance.now();
    expect((await hostThat((one) => one.state === 'online')).engine?.version).toBe('20.10');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('tells an engine that is too new', async () => {
    await fakeEngine({ ApiVersion: '2.9', MinAPIVersion: '2.0', Version: '99' });
    await backend.handlers.hosts.rescan({}, context);
    const host = await hostThat((one) => one.state === 'failed');
    expect(host.problem?.code).toBe('api-out-of-range');
  });

  it('tells something that is no engine', async () => {
    server = createServer((_request, answer) => answer.writeHead(200).end('<html>hello</html>'));
    await new Promise<void>((resolve) => server?.listen(join(folder, 'docker.sock'), resolve));
    const host = await hostThat((one) => one.problem?.code === 'not-an-engine');
    expect(host.state).toBe('failed');
  });

  it('refuses what concerns an unknown host', async () => {
    const host = HostId.parse('nowhere');
    await expect(backend.handlers.containers.list({ host }, context)).rejects.toMatchObject({
      code: 'not-found',
    });
    const pull = backend.handlers.images.pull({ host, reference: 'a' }, context);
    await expect(pull).rejects.toMatchObject({ code: 'not-found' });
  });
});
