/** Calling a host from which nothing comes back, not even a refusal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialTcp } from '../../src/hosts/ssh/dial.ts';
import type { SshHop } from '../../src/hosts/ssh/hop.ts';
import { createStageLog } from '../../src/hosts/stages.ts';
import { hopTo } from '../support/hosts/attempt.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { startWan, type Wan } from '../support/hosts/wan.ts';

let host: Host<'pi'>;
let wan: Wan;

beforeAll(async () => {
  host = await startHost('dial', { users: { pi: {} } });
  wan = await startWan(host);
  wan.cut();
});
afterAll(async () => {
  await wan?.close();
  await host?.remove();
});

async function givenUpAfterMs(change: Partial<SshHop>, again: boolean): Promise<number> {
  const { signal } = new AbortController();
  const hop = hopTo(host, 'pi', { hostName: wan.address, ...change });
  const from = performance.now();
  await expect(
    dialTcp(hop, { log: createStageLog(() => {}), signal, again }),
  ).rejects.toMatchObject({ problem: { code: 'host-unreachable' } });
  return performance.now() - from;
}

describe('a call that nobody picks up', () => {
  it('is given time, the first time', async () => {
    expect(await givenUpAfterMs({}, false)).toBeGreaterThan(14_500);
  });

  it('is given up early where the host was there before: the next one comes sooner', async () => {
    expect(await givenUpAfterMs({}, true)).toBeLessThan(6_000);
  });

  it('is given the time that the person has set', async () => {
    const set = { connectTimeoutMs: 6_500 };
    expect(await givenUpAfterMs(set, true)).toBeGreaterThan(6_400);
  });
});
