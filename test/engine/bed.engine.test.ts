import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { netnsExists } from '../support/bed/network.ts';
import { pidsWith } from '../support/bed/processes.ts';
import { registryAddress } from '../support/bed/registry-address.ts';
import { fixtureNames } from '../support/images/fixtures.ts';
import { makeOddContainers, oddNames } from '../support/odd-containers.ts';
import { type RawEngine, rawEngine, testLabel } from '../support/raw-engine.ts';
import { eachTarget, isDocker } from '../support/targets.ts';

interface Listed {
  readonly Id: string;
  readonly State: string;
  readonly Status: string;
  readonly Ports: readonly unknown[] | null;
}

async function mine(engine: RawEngine): Promise<Listed[]> {
  const filters = JSON.stringify({ label: [`${testLabel}=${engine.id}`] });
  return engine.request('GET', `/containers/json?all=1&filters=${encodeURIComponent(filters)}`);
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3_000 });
    const say = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.on('connect', () => say(true));
    socket.on('error', () => say(false));
    socket.on('timeout', () => say(false));
  });
}

await eachTarget('the bed', (target) => {
  const engine = rawEngine(target.socket);
  afterEach(() => engine.removeAll());

  it('answers with the version that its name promises', async () => {
    const { Version } = await engine.request<{ Version: string }>('GET', '/version');
    expect(Version.split('.')[0]).toBe(target.version.split('-')[1]);
  });

  it('has the fixture images', async () => {
    for (const name of fixtureNames) {
      const path = `/images/${encodeURIComponent(`longshore/${name}:1`)}/json`;
      await expect(engine.ask('GET', path)).resolves.toHaveProperty('status', 200);
    }
  });

  it('runs a container whose published port answers from outside its namespace', async () => {
    const id = await engine.run({
      Image: 'longshore/web:1',
      HostConfig: { PortBindings: { '8080/tcp': [{ HostPort: '18080' }] } },
    });
    const { code, output } = await engine.exec(id, ['sh', '-c', 'echo said; exit 3']);
    expect({ code, output }).toEqual({ code: 3, output: 'said\n' });
    expect(await answers(target.address, 18_080)).toBe(true);
  });

  it('pulls from the plain registry, by the mirror of the Hub, and not without a login', async () => {
    const pull = async (reference: string, tag: string) => {
      const query = new URLSearchParams({ fromImage: reference, tag });
      return (await engine.ask('POST', `/images/create?${query}`)).body.toString('utf8');
    };
    const plain = `${await registryAddress('plain')}/fixtures/busybox`;
    expect(await pull(plain, '1.0')).not.toContain('error');
    expect(await pull('hello', 'latest')).not.toContain('error');
    expect(await pull(`${await registryAddress('auth')}/private/busybox`, '1')).toMatch(
      /no basic auth credentials|unauthorized/,
    );
    expect(await pull(`${await registryAddress('tls')}/any`, '1')).toContain('unknown authority');
    expect(await pull('no-such-image', '1')).toMatch(
      /lookup registry-1|pinging container registry/,
    );
    await engine.ask('DELETE', `/images/${encodeURIComponent(`${plain}:1.0`)}`);
    await engine.ask('DELETE', '/images/hello:latest');
  });

  it('holds the odd containers and lets go of them by label', async () => {
    const ids = await makeOddContainers(engine);
    await sleep(2_500);
    const listed = new Map((await mine(engine)).map((row) => [row.Id, row]));
    expect(listed.size).toBe(oddNames.length);
    expect(listed.get(ids.paused)?.State).toBe('paused');
    expect(listed.get(ids.created)?.State).toBe('created');
    const { State } = await engine.request<{ State: { ExitCode: number } }>(
      'GET',
      `/containers/${ids.killed}/json`,
    );
    expect(State.ExitCode).toBe(137);
    if (isDocker(target)) {
      expect(listed.get(ids.unhealthy)?.Status).toContain('unhealthy');
      expect(listed.get(ids['many-ports'])?.Ports?.length).toBeGreaterThanOrEqual(500);
    }
    await engine.removeAll();
    expect(await mine(engine)).toEqual([]);
  });
});

await eachTarget('a private engine', (target) => {
  it('is killed, comes back with its containers and leaves nothing behind', async () => {
    const own: Engine = await startEngine(target.version, `${target.version}-own`);
    try {
      const engine = rawEngine(own.socket);
      const id = await engine.run({ Image: 'longshore/web:1' });
      await own.kill();
      await expect(engine.ask('GET', '/_ping')).rejects.toThrow();
      await own.start();
      expect((await mine(engine)).map(({ Id }) => Id)).toEqual([id]);
      expect(await engine.ask('GET', '/_ping')).toHaveProperty('status', 200);
    } finally {
      await own.remove();
    }
    await expect(rawEngine(own.socket).ask('GET', '/_ping')).rejects.toThrow();
    expect(existsSync(own.folder)).toBe(false);
    expect(netnsExists(own.netns)).toBe(false);
    expect(await pidsWith(`${own.folder}/`)).toEqual([]);
  });
});
