import { expect, it } from 'vitest';
import {
  killContainer,
  pauseContainer,
  removeContainer,
  renameContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from '../../src/engine/containers/actions.ts';
import { waitContainer } from '../../src/engine/containers/create.ts';
import { containerDetail, containerJson, removalLoss } from '../../src/engine/containers/detail.ts';
import { findContainer, listContainers } from '../../src/engine/containers/list.ts';
import { listNetworks } from '../../src/engine/networks/list.ts';
import { listVolumes } from '../../src/engine/volumes/list.ts';
import { eachTarget, isDocker } from '../support/targets.ts';
import { bench, make } from './engine-support.ts';

await eachTarget('lifecycle', (target) => {
  const b = bench(target);
  const name = `life-${b.raw.id}`;
  const volume = `${name}-volume`;

  it('creates what was asked, and tells it back', async () => {
    await b.raw.createVolume(volume);
    const id = await make(b, {
      name,
      image: 'longshore/web:1',
      command: ['sleep', '601'],
      env: [{ name: 'A', value: 'x=y z' }],
      ports: [
        { containerPort: 8080, protocol: 'tcp', hostPort: 18_941, hostIp: '127.0.0.1' },
        { containerPort: 9, protocol: 'udp' },
      ],
      mounts: [
        { kind: 'volume', source: volume, target: '/data', readOnly: true },
        { kind: 'volume', source: '', target: '/anonymous', readOnly: false },
        { kind: 'tmpfs', source: '', target: '/scratch', readOnly: false },
      ],
      restart: { name: 'on-failure', maximumRetryCount: 3 },
      memoryBytes: 64 * 1024 * 1024,
      cpus: 0.5,
      user: 'nobody',
      workingDir: '/tmp',
      hostname: 'inside',
      tty: true,
      interactive: true,
      labels: { 'com.docker.compose.project': 'shop' },
    });
    await startContainer(b.engine, id);
    const detail = await containerDetail(b.engine, id);
    expect(detail).toMatchObject({
      summary: {
        id,
        name,
        state: 'running',
        exitCode: null,
        health: 'none',
        composeProject: 'shop',
        command: 'sleep 601',
      },
      user: 'nobody',
      workingDir: '/tmp',
      hostname: 'inside',
      tty: true,
      openStdin: true,
      autoRemove: false,
      restartPolicy: { name: 'on-failure', maximumRetryCount: 3 },
      memoryLimitBytes: 64 * 1024 * 1024,
      cpuLimit: 0.5,
      command: ['sleep', '601'],
    });
    expect(detail.env).toContainEqual({ name: 'A', value: 'x=y z' });
    expect(detail.env).toContainEqual({ name: 'GREETING', value: 'hello' });
    expect(detail.startedAtMs).toBeGreaterThan(Date.now() - 60_000);
    expect(detail.pid).toBeGreaterThan(0);
    const mounts = new Map(detail.mounts.map((mount) => [mount.target, mount]));
    expect(mounts.get('/data')).toMatchObject({ kind: 'volume', source: volume, readOnly: true });
    expect(mounts.get('/anonymous')).toMatchObject({ kind: 'volume', anonymous: true });
    expect(mounts.get('/scratch')).toMatchObject({ kind: 'tmpfs' });

    const row = await findContainer(b.engine, id);
    expect(row).toMatchObject({ id, name, state: 'running', composeProject: 'shop' });
    for (const ports of [row?.ports, detail.summary.ports]) {
      expect(ports).toContainEqual({
        containerPort: 8080,
        protocol: 'tcp',
        hostPort: 18_941,
        hostIp: '127.0.0.1',
      });
      // The engine chose a free port.
      const chosen = ports?.filter((port) => port.containerPort === 9) ?? [];
      expect(chosen).toHaveLength(1);
      expect(chosen[0]?.hostPort).toBeGreaterThan(0);
    }
    expect(row?.imageId).toBe(detail.summary.imageId);
    expect(row?.networks).toEqual(detail.summary.networks);
    expect(row?.networks).toHaveLength(1);
    expect(JSON.parse(await containerJson(b.engine, id))).toMatchObject({ Id: id });
    expect((await listContainers(b.engine)).map((found) => found.id)).toContain(id);
    expect(await listVolumes(b.engine)).toContainEqual({
      name: volume,
      driver: 'local',
      anonymous: false,
    });

    const loss = await removalLoss(b.engine, id);
    expect(loss).toMatchObject({ running: true, keptVolumes: [volume] });
    expect(loss.anonymousVolumes).toHaveLength(1);
    await removeContainer(b.engine, { id, force: true, volumes: true });
    expect(await findContainer(b.engine, id)).toBeNull();
    const left = (await listVolumes(b.engine)).map((found) => found.name);
    expect(left).toContain(volume);
    expect(left).not.toContain(loss.anonymousVolumes[0]);
  });

  it('starts, pauses, resumes, restarts, stops, kills, renames', async () => {
    const id = await make(b, { name: `${name}-b` });
    const state = async () => (await findContainer(b.engine, id))?.state;
    expect(await state()).toBe('created');
    await startContainer(b.engine, id);
    // Again is no error: it runs.
    await startContainer(b.engine, id);
    expect(await state()).toBe('running');
    await pauseContainer(b.engine, id);
    expect(await state()).toBe('paused');
    await unpauseContainer(b.engine, id);
    expect(await state()).toBe('running');
    const before = (await containerDetail(b.engine, id)).pid;
    await restartContainer(b.engine, { id, timeoutSeconds: 0 });
    expect((await containerDetail(b.engine, id)).pid).not.toBe(before);
    await killContainer(b.engine, { id, signal: 'SIGKILL' });
    expect(await waitContainer(b.engine, { id, timeoutMs: 20_000 })).toBe(137);
    expect(await findContainer(b.engine, id)).toMatchObject({ state: 'exited', exitCode: 137 });
    await startContainer(b.engine, id);
    const started = performance.now();
    // `sleep` as process 1 ignores SIGTERM: the time-out decides.
    await stopContainer(b.engine, { id, timeoutSeconds: 1 });
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(await state()).toBe('exited');
    await stopContainer(b.engine, { id, timeoutSeconds: 1 });
    await renameContainer(b.engine, { id, name: `${name}-c` });
    expect((await findContainer(b.engine, id))?.name).toBe(`${name}-c`);
  });

  it('tells the bytes that go with a container', async () => {
    const id = await make(b, {
      command: ['sh', '-c', 'head -c 300000 /dev/zero > /tmp/file; exit 4'],
    });
    await startContainer(b.engine, id);
    expect(await waitContainer(b.engine, { id, timeoutMs: 20_000 })).toBe(4);
    const loss = await removalLoss(b.engine, id);
    expect(loss.running).toBe(false);
    expect(loss.writableBytes).toBeGreaterThanOrEqual(300_000);
    expect(loss.writableBytes).toBeLessThan(400_000);
    expect(await findContainer(b.engine, id)).toMatchObject({ state: 'exited', exitCode: 4 });
  });

  it('a wait has a limit', async () => {
    const id = await make(b);
    await startContainer(b.engine, id);
    await expect(waitContainer(b.engine, { id, timeoutMs: 300 })).rejects.toMatchObject({
      code: 'engine-timeout',
    });
  });

  it('lists networks', async () => {
    const network = `${name}-net`;
    await b.raw.createNetwork(network);
    const found = (await listNetworks(b.engine)).find((row) => row.name === network);
    expect(found).toMatchObject({ driver: 'bridge', internal: false });
    const id = await make(b, { network });
    await startContainer(b.engine, id);
    expect((await findContainer(b.engine, id))?.networks).toEqual([network]);
    const [joined] = (await containerDetail(b.engine, id)).networks;
    expect(joined?.ipAddress).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });

  // Podman's health checks need systemd, which the bed has not.
  it.runIf(isDocker(target))('lists the health', async () => {
    const id = await b.raw.run({
      Image: 'longshore/busybox:1',
      Cmd: ['sleep', '600'],
      Healthcheck: { Test: ['CMD', 'true'], Interval: 200_000_000 },
    });
    const health = async () => {
      const row = (await listContainers(b.engine)).find((found) => found.id === id);
      return row?.health;
    };
    expect(['starting', 'healthy']).toContain(await health());
    await expect.poll(health, { timeout: 20_000 }).toBe('healthy');
    const [full] = (await listContainers(b.engine)).filter((found) => found.id === id);
    if (full === undefined) throw new Error('The container is gone.');
    const detail = await containerDetail(b.engine, full.id);
    expect(detail.summary.health).toBe('healthy');
    expect(detail.healthLog.at(-1)).toMatchObject({ exitCode: 0 });
  });
});
