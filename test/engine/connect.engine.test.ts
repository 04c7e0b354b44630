import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { compareApi } from '../../src/engine/docker/engine.ts';
import { connectEngine, ping } from '../../src/engine/docker/negotiate.ts';
import type { EngineTarget } from '../../src/engine/docker/target.ts';
import { listImages } from '../../src/engine/images/list.ts';
import { engineInfo } from '../../src/engine/system/info.ts';
import { fixtureImage } from '../support/images/fixtures.ts';
import { eachTarget, isDocker } from '../support/targets.ts';

await eachTarget('connect', (target) => {
  const local: EngineTarget = { kind: 'socket', socketPath: target.socket };

  it('negotiates the version, and says what the engine is', async () => {
    const negotiated = await connectEngine(local);
    const info = await engineInfo(negotiated);
    expect(info).toMatchObject({
      product: isDocker(target) ? 'docker' : 'podman',
      negotiatedApiVersion: negotiated.engine.apiVersion,
      os: 'linux',
      rootless: false,
    });
    expect(info.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(compareApi(info.negotiatedApiVersion, info.apiVersion)).toBeLessThanOrEqual(0);
    expect(compareApi(info.negotiatedApiVersion, info.minApiVersion)).toBeGreaterThanOrEqual(0);
    expect(info.cpuCount).toBeGreaterThan(0);
    expect(info.memoryBytes).toBeGreaterThan(1024 * 1024);
    for (const text of [info.architecture, info.operatingSystem, info.kernelVersion]) {
      expect(text).not.toBe('');
    }
    await ping(negotiated.engine);
    negotiated.engine.close();
  });

  it('takes any channel to the socket, and TCP', async () => {
    const opened: unknown[] = [];
    const channel: EngineTarget = {
      kind: 'channel',
      open: async () => {
        const socket = connect(target.socket);
        await once(socket, 'connect');
        opened.push(socket);
        return socket;
      },
    };
    const door = createServer((socket) => {
      const inner = connect(target.socket);
      for (const [from, to] of [
        [socket, inner],
        [inner, socket],
      ] as const) {
        from.on('error', () => to.destroy());
        from.pipe(to);
      }
    });
    door.listen(0, '127.0.0.1');
    await once(door, 'listening');
    const address = door.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { id } = await fixtureImage('web');
    for (const way of [channel, { kind: 'tcp', host: '127.0.0.1', port } as const]) {
      const { engine } = await connectEngine(way);
      expect((await listImages(engine)).map((image) => image.id)).toContain(id);
      engine.close();
    }
    expect(opened.length).toBeGreaterThan(0);
    door.close();
  });

  it('says when a channel cannot be opened', async () => {
    const channel: EngineTarget = {
      kind: 'channel',
      open: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
    };
    await expect(connectEngine(channel)).rejects.toMatchObject({ code: 'engine-refused' });
  });
});
