import { expect, it } from 'vitest';
import { ContainerId } from '../../src/contract/ids.ts';
import {
  killContainer,
  pauseContainer,
  removeContainer,
  renameContainer,
  startContainer,
  unpauseContainer,
} from '../../src/engine/containers/actions.ts';
import { waitContainer } from '../../src/engine/containers/create.ts';
import { containerDetail } from '../../src/engine/containers/detail.ts';
import { explainEarlyExit } from '../../src/engine/containers/early-exit.ts';
import { createExec } from '../../src/engine/containers/exec.ts';
import { createEngineClient } from '../../src/engine/docker/client.ts';
import { imageDetail } from '../../src/engine/images/detail.ts';
import { removeImage } from '../../src/engine/images/names.ts';
import { pullImage } from '../../src/engine/images/pull.ts';
import { registryAddress } from '../support/bed/registry-address.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import { bench, make, problemOf } from './engine-support.ts';

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of events);
}

await eachTarget('errors', (target) => {
  const b = bench(target);
  const docker = isDocker(target);
  const name = `errors-${b.raw.id}`;
  const pull = (reference: string) => problemOf(drain(pullImage(b.engine, { reference })));

  it('name in use', async () => {
    const holder = await make(b, { name });
    expect(await problemOf(make(b, { name }))).toMatchObject({
      code: 'name-in-use',
      facts: { name, id: holder },
      mend: { kind: 'choose-name' },
    });
    const other = await make(b, { name: `${name}-2` });
    const renamed = await problemOf(renameContainer(b.engine, { id: other, name }));
    expect(renamed).toMatchObject({ code: 'name-in-use', facts: { name } });
  });

  it('bad name', async () => {
    expect(await problemOf(make(b, { name: 'a b/' }))).toMatchObject({ code: 'bad-parameter' });
  });

  it('port taken', async () => {
    const ports = [{ containerPort: 80, protocol: 'tcp' as const, hostPort: 18_931 }];
    const first = await make(b, { ports });
    await startContainer(b.engine, first);
    const second = await make(b, { ports });
    expect(await problemOf(startContainer(b.engine, second))).toMatchObject({
      code: 'port-in-use',
      facts: { port: 18_931 },
      mend: { kind: 'choose-port' },
    });
  });

  it('port taken by a program of the machine', async () => {
    // The engine's own namespace has a listener: a container in the host network.
    const first = await make(b, {
      network: 'host',
      command: ['nc', '-l', '-p', '18932'],
    });
    await startContainer(b.engine, first);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = await make(b, {
      ports: [{ containerPort: 80, protocol: 'tcp', hostPort: 18_932 }],
    });
    expect(await problemOf(startContainer(b.engine, second))).toMatchObject({
      code: 'port-in-use',
      facts: { port: 18_932 },
    });
  });

  it('image in use by a stopped container', async () => {
    const id = await make(b);
    const reference = 'longshore/busybox:1';
    const problem = await problemOf(removeImage(b.engine, { image: reference, force: false }));
    expect(problem).toMatchObject({ code: 'image-in-use', mend: { kind: 'show-containers' } });
    const ids = problem.mend?.kind === 'show-containers' ? problem.mend.ids : [];
    // Other suites may have containers of the fixture; each that is named exists.
    for (const found of ids) await containerDetail(b.engine, ContainerId.parse(found));
    expect(id).toMatch(/^[0-9a-f]{64}$/);
  });

  it('no such image', async () => {
    const reference = 'longshore/nosuch:1';
    const problem = await problemOf(make(b, { image: reference }));
    expect(problem.code).toBe('image-not-found');
    expect(problem.mend?.kind).toBe('pull-image');
    expect((await problemOf(imageDetail(b.engine, reference))).code).toBe('image-not-found');
    expect((await problemOf(removeImage(b.engine, { image: reference, force: false }))).code).toBe(
      'image-not-found',
    );
  });

  it('bad reference', async () => {
    expect((await problemOf(make(b, { image: 'Not A:reference' }))).code).toBe('bad-reference');
    expect((await pull('UPPER:1')).code).toBe('bad-reference');
  });

  it('manifest unknown', async () => {
    const plain = await registryAddress('plain');
    expect((await pull(`${plain}/fixtures/busybox:nosuch`)).code).toBe('manifest-unknown');
    expect((await pull(`${plain}/fixtures/nosuch:1`)).code).toBe('manifest-unknown');
  });

  it('no manifest for this platform', async () => {
    const plain = await registryAddress('plain');
    expect((await pull(`${plain}/fixtures/foreign:1`)).code).toBe('platform-unavailable');
  });

  it('registry unreachable', async () => {
    const [host = ''] = (await registryAddress('plain')).split(':');
    const problem = await pull(`${host}:5999/fixtures/busybox:1`);
    expect(problem).toMatchObject({
      code: 'registry-unreachable',
      facts: { registry: `${host}:5999` },
      mend: { kind: 'use-mirror' },
    });
    // No answer from any name server.
    expect((await pull('registry.example/busybox:1')).code).toBe('registry-unreachable');
  });

  it('unauthorized', async () => {
    const problem = await pull(`${await registryAddress('auth')}/private/busybox:1`);
    expect(problem.code).toBe('registry-unauthorized');
  });

  it('a registry by an authority that the engine does not know', async () => {
    const problem = await pull(`${await registryAddress('tls')}/fixtures/busybox:1`);
    expect(problem.code).toBe('registry-untrusted');
  });

  // Podman makes the folder, as Docker does only for the older Binds.
  it.runIf(docker)('bind source missing', async () => {
    const mounts = [
      { kind: 'bind' as const, source: '/no/such/dir', target: '/x', readOnly: false },
    ];
    const problem = await problemOf(make(b, { mounts }).then((id) => startContainer(b.engine, id)));
    expect(problem).toMatchObject({
      code: 'bind-source-missing',
      facts: { path: '/no/such/dir' },
    });
  });

  it('executable not found', async () => {
    const id = await make(b, { command: ['nosuchprogram'] });
    expect(await problemOf(startContainer(b.engine, id))).toMatchObject({
      code: 'executable-not-found',
      facts: { name: 'nosuchprogram' },
    });
  });

  it('a file that may not be executed', async () => {
    const id = await make(b, { command: ['/etc/passwd'] });
    expect(await problemOf(startContainer(b.engine, id))).toMatchObject({
      code: 'executable-not-allowed',
      facts: { name: '/etc/passwd' },
    });
  });

  it('exec format error', async () => {
    const id = await make(b, { image: 'longshore/foreign:1', command: ['/hello'] });
    await startContainer(b.engine, id);
    await waitContainer(b.engine, { id, timeoutMs: 20_000 });
    expect((await explainEarlyExit(b.engine, id))?.code).toBe('exec-format-error');
  });

  it('a program that fails by itself is not explained', async () => {
    const id = await make(b, { command: ['sh', '-c', 'echo "exec format error"; exit 1'] });
    await startContainer(b.engine, id);
    await waitContainer(b.engine, { id, timeoutMs: 20_000 });
    expect(await explainEarlyExit(b.engine, id)).toBeNull();
  });

  it('not running', async () => {
    const id = await make(b);
    const mend = { kind: 'start-container', id };
    expect(await problemOf(pauseContainer(b.engine, id))).toMatchObject({
      code: 'not-running',
      mend,
    });
    const kill = killContainer(b.engine, { id, signal: 'SIGTERM' });
    expect(await problemOf(kill)).toMatchObject({ code: 'not-running', mend });
    const exec = createExec(b.engine, { container: id, command: ['sh'], tty: true });
    expect(await problemOf(exec)).toMatchObject({ code: 'not-running', mend });
  });

  it('already paused, not paused, paused', async () => {
    const id = await make(b);
    await startContainer(b.engine, id);
    expect((await problemOf(unpauseContainer(b.engine, id))).code).toBe('not-paused');
    await pauseContainer(b.engine, id);
    const mend = { kind: 'unpause-container', id };
    expect(await problemOf(pauseContainer(b.engine, id))).toMatchObject({
      code: 'already-paused',
      mend,
    });
    const exec = createExec(b.engine, { container: id, command: ['sh'], tty: true });
    expect(await problemOf(exec)).toMatchObject({ code: 'container-paused', mend });
  });

  it('remove while running', async () => {
    const id = await make(b);
    await startContainer(b.engine, id);
    const removal = removeContainer(b.engine, { id, force: false, volumes: false });
    expect(await problemOf(removal)).toMatchObject({
      code: 'container-running',
      mend: { kind: 'stop-container', id },
    });
  });

  it('bad signal', async () => {
    const id = await make(b);
    await startContainer(b.engine, id);
    const kill = killContainer(b.engine, { id, signal: 'SIGNOPE' });
    expect((await problemOf(kill)).code).toBe('bad-parameter');
  });

  it('no such network', async () => {
    const problem = await problemOf(
      make(b, { network: 'nosuchnet' }).then((id) => startContainer(b.engine, id)),
    );
    expect(problem).toMatchObject({ code: 'network-not-found', facts: { name: 'nosuchnet' } });
  });

  it('volume in use, no such volume', async () => {
    const source = `${name}-volume`;
    await b.raw.createVolume(source);
    const id = await make(b, {
      mounts: [{ kind: 'volume', source, target: '/x', readOnly: false }],
    });
    const remove = (volume: string) =>
      problemOf(
        b.engine.run({
          method: 'DELETE',
          path: `/volumes/${volume}`,
          about: { operation: 'volume-remove', id: volume },
        }),
      );
    expect(await remove(source)).toMatchObject({
      code: 'volume-in-use',
      mend: { kind: 'show-containers', ids: [id] },
    });
    expect(await remove('nosuchvolume')).toMatchObject({
      code: 'volume-not-found',
      facts: { name: 'nosuchvolume' },
    });
  });

  it('no such container', async () => {
    const id = ContainerId.parse('0123456789ab'.repeat(5));
    expect((await problemOf(containerDetail(b.engine, id))).code).toBe('not-found');
    expect((await problemOf(startContainer(b.engine, id))).code).toBe('not-found');
  });

  // Podman takes any version, limits and settings that Docker refuses.
  it.runIf(docker)('a version of the API that the engine does not speak', async () => {
    const target28 = { kind: 'socket', socketPath: target.socket } as const;
    for (const [apiVersion, side] of [
      ['1.99', 'engine'],
      ['1.10', 'longshore'],
    ] as const) {
      const client = createEngineClient({ target: target28, apiVersion });
      const problem = await problemOf(client.text({ path: '/containers/json' }));
      expect(problem).toMatchObject({ code: 'api-out-of-range', facts: { side } });
      client.close();
    }
  });

  it.runIf(docker)('more than the machine has', async () => {
    expect((await problemOf(make(b, { cpus: 900 }))).code).toBe('resource-limit');
    expect((await problemOf(make(b, { memoryBytes: 1000 }))).code).toBe('resource-limit');
  });
});
