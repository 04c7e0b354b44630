/** The long way that other tests and the figures go: it must be what it says. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { startWan, type Wan } from '../support/hosts/wan.ts';

let host: Host<'pi'>;
let wan: Wan;

beforeAll(async () => {
  host = await startHost('wan', { users: { pi: {} } });
  wan = await startWan(host);
});
afterAll(async () => {
  await wan?.close();
  await host?.remove();
});

async function best(): Promise<number> {
  const took = [await wan.roundTripMs(), await wan.roundTripMs(), await wan.roundTripMs()];
  return Math.min(...took);
}

describe('a long way', () => {
  it('takes its time in both directions, from when it is told', async () => {
    wan.set({ delayMs: 0 });
    expect(await best()).toBeLessThan(40);
    wan.set({ delayMs: 50 });
    await expect.poll(best).toBeGreaterThanOrEqual(99);
    expect(await best()).toBeLessThan(140);
  });

  it('is as narrow as it is told', async () => {
    // A SYN of 60 bytes and its refusal of 40: 200 ms at 4 kbit/s.
    wan.set({ delayMs: 0, rateKbit: 4 });
    await expect.poll(best).toBeGreaterThanOrEqual(199);
    wan.set({ rateKbit: 0 });
  });

  it('leads to the host', async () => {
    const socket = connect({ host: wan.address, port: host.port }).setEncoding('utf8');
    await once(socket, 'readable');
    expect(socket.read()).toMatch(/^SSH-2\.0-/);
    socket.destroy();
  });

  it('can be cut without anybody being told, and comes back', async () => {
    wan.set({ delayMs: 1 });
    wan.cut();
    const socket = connect({ host: wan.address, port: host.port });
    socket.on('error', () => undefined);
    const signal = AbortSignal.timeout(700);
    await expect(once(socket, 'connect', { signal })).rejects.toThrow('aborted');
    wan.restore();
    await once(socket, 'connect', { signal: AbortSignal.timeout(5_000) }); // it is asked again by TCP
    socket.destroy();
  });

  it('ends with all that it has made', async () => {
    const other = await startWan(host);
    const isHere = () =>
      Object.values(networkInterfaces()).some((all) =>
        all?.some(({ address }) => address === other.address.replace(/2$/, '1')),
      );
    expect(isHere()).toBe(true);
    await other.close();
    expect(isHere()).toBe(false);
    expect(await host.inside(['ip', '-4', '-o', 'addr'])).not.toContain(other.address);
  });
});
