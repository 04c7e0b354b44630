/** Small packets of the server over a long way: none of them waits for the one before. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startContainer } from '../../src/engine/containers/actions.ts';
import { openExec } from '../../src/engine/containers/exec.ts';
import type { Engine as Client, HijackedStream } from '../../src/engine/docker/engine.ts';
import { connectEngine } from '../../src/engine/docker/negotiate.ts';
import type { Reached } from '../../src/hosts/reached.ts';
import { median } from '../bench/statistics.ts';
import { make } from '../engine/engine-support.ts';
import { startEngine } from '../support/bed/engines.ts';
import { attempt, hopTo } from '../support/hosts/attempt.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { startWan, type Wan } from '../support/hosts/wan.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';

const roundTripMs = 200;
const keys = 60;
/** Faster than the way is long: many keys are under way at once. */
const pauseMs = 10;

let host: Host<'pi'>;
let wan: Wan;
let raw: RawEngine;
let reached: Reached;
let client: Client;

beforeAll(async () => {
  const engine = await startEngine('docker-20');
  raw = rawEngine(engine.socket);
  host = await startHost('hurry', { users: { pi: { docker: true } }, engine });
  wan = await startWan(host, { delayMs: roundTripMs / 2 });
  const tried = await attempt({ host: hopTo(host, 'pi', { hostName: wan.address }) });
  if (tried.reached === undefined) throw new Error(JSON.stringify(tried.problem));
  reached = tried.reached;
  ({ engine: client } = await connectEngine(reached.target));
});
afterAll(async () => {
  client?.close();
  reached?.close();
  await wan?.close();
  await host?.remove();
  await raw?.removeAll();
});

/** From each key to its echo, in the order in which they were typed. */
async function typeInto({ output, write }: HijackedStream): Promise<number[]> {
  const typed: number[] = [];
  const took: number[] = [];
  const read = async () => {
    for await (const chunk of output) {
      for (const _ of chunk) took.push(performance.now() - (typed[took.length] ?? 0));
      if (took.length >= keys) return;
    }
  };
  const reading = read();
  for (let n = 0; n < keys; n += 1) {
    typed.push(performance.now());
    await write(new TextEncoder().encode('x'));
    await sleep(pauseMs);
  }
  await reading;
  return took;
}

it('the echo of a key takes one round trip, also when other keys are on their way', async () => {
  const container = await make({ engine: client, raw });
  await startContainer(client, container);
  await expect.poll(() => reached.login?.sessions().used).toBe(0);
  const { stream } = await openExec(client, {
    container,
    command: ['cat'],
    tty: true,
    stdin: true,
  });
  const took = await typeInto(stream);
  stream.close();
  expect(median(took)).toBeGreaterThanOrEqual(roundTripMs - 1);
  // Two without the care that this is about.
  expect(median(took)).toBeLessThan(1.4 * roundTripMs);
});
