import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { duplex, type HandlersOf, stream } from '../../src/contract/define.ts';
import { ContractError, refuse } from '../../src/contract/errors.ts';
import { connect } from '../../src/wire/connect.ts';
import { chunkBytes, windowBytes } from '../../src/wire/limits.ts';
import type { Link } from '../../src/wire/link.ts';
import { createMemoryLinks } from '../../src/wire/links/memory.ts';
import { serve } from '../../src/wire/serve.ts';
import { type LinkPair, linkKinds } from './support/links.ts';
import { closings, type Recorded, record, underWay } from './support/recorder.ts';
import { assertPrefix, createTape, type Plan, plan, spend } from './support/scenario.ts';

const contract = {
  run: {
    down: stream({ input: z.object({ at: z.number() }), event: z.unknown() }),
    up: duplex({ input: z.object({ at: z.number() }), up: z.unknown(), event: z.unknown() }),
  },
};
type Api = ReturnType<typeof connect<typeof contract>>['api'];

const planned = refuse('engine-gone', 'As planned.');

interface Run {
  readonly plans: readonly Plan[];
  /** Handlers that have not reached their `finally`. */
  active: number;
  /** What each upward reader got, and whether it saw a clean end. */
  readonly arrived: Map<number, { values: unknown[]; complete: boolean }>;
}

function planAt(run: Run, at: number): Plan {
  const found = run.plans[at];
  if (found === undefined) throw new Error(`there is no plan ${at}`);
  return found;
}

async function* produce(own: Plan): AsyncGenerator<unknown> {
  const tape = createTape();
  for (const [at, item] of own.made.entries()) {
    await spend(own.producerWaits[at % own.producerWaits.length]);
    yield tape.next(item);
  }
}

function handlersFor(run: Run): HandlersOf<typeof contract> {
  return {
    run: {
      down: async function* ({ at }) {
        const own = planAt(run, at);
        run.active += 1;
        try {
          yield* produce(own);
          if (own.failAtEnd) throw planned;
        } finally {
          await spend('task');
          run.active -= 1;
        }
      },
      up: async function* ({ at }, up) {
        const own = planAt(run, at);
        const got = { values: [] as unknown[], complete: false };
        run.arrived.set(at, got);
        run.active += 1;
        try {
          let reads = 0;
          for await (const value of up) {
            got.values.push(value);
            await spend(own.consumerWaits[reads % own.consumerWaits.length]);
            reads += 1;
            yield { reads };
          }
          got.complete = true;
          if (own.failAtEnd) throw planned;
        } finally {
          run.active -= 1;
        }
      },
    },
  };
}

/** Reads a stream as its plan says. Complete: it ended by itself, as planned. */
async function consume(
  events: AsyncIterable<unknown>,
  { own, abort }: { own: Plan; abort: AbortController },
): Promise<{ values: unknown[]; complete: boolean }> {
  const values: unknown[] = [];
  try {
    if (own.leaveAfter === 0 && own.leaveBy === 'abort') abort.abort();
    for await (const value of events) {
      values.push(value);
      await spend(own.consumerWaits[values.length % own.consumerWaits.length]);
      if (values.length !== own.leaveAfter) continue;
      if (own.leaveBy === 'break') return { values, complete: false };
      abort.abort();
    }
    expect(own.failAtEnd).toBe(false);
    return { values, complete: true };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    if (error.code === 'cancelled') return { values, complete: false };
    expect(error.problem).toEqual(planned.problem);
    return { values, complete: true };
  }
}

async function feed(
  own: Plan,
  target: { send: (value: unknown) => Promise<void>; end: () => void },
): Promise<void> {
  const sending: Promise<void>[] = [];
  try {
    for await (const value of produce(own)) {
      const sent = target.send(value);
      // Seen to at the end; until then a rejection has a handler.
      sent.catch(() => undefined);
      sending.push(sent);
      if (!own.eager) await sent;
    }
    target.end();
    await Promise.all(sending);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
  }
}

async function act(api: Api, { run, at }: { run: Run; at: number }): Promise<void> {
  const own = planAt(run, at);
  const abort = new AbortController();
  const options = { signal: abort.signal };
  if (own.kind === 'down') {
    const { values, complete } = await consume(api.run.down({ at }, options), { own, abort });
    assertPrefix(values, { plan: own, complete });
  } else {
    const events = api.run.up({ at }, options);
    const [, { values, complete }] = await Promise.all([
      feed(own, events),
      consume(events, { own, abort }),
    ]);
    // The answers count the reads, one by one.
    assertCounting(values);
    const got = run.arrived.get(at);
    if (complete) expect(got?.complete).toBe(true);
  }
  expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0);
}

function assertCounting(values: readonly unknown[]): void {
  for (const [at, value] of values.entries()) expect(value).toEqual({ reads: at + 1 });
}

async function until(condition: () => boolean): Promise<void> {
  for (let turns = 0; turns < 2_000 && !condition(); turns += 1) await spend('timer');
}

function assertRules(frames: readonly Recorded[], down: Recorded['direction']): void {
  for (const [id, { closedBy, sentAfter }] of closings(frames, down)) {
    if (closedBy.length !== 1) throw new Error(`${id} was closed ${closedBy.length} times`);
    if (sentAfter.length > 0) throw new Error(`${id} sent ${sentAfter.join()} after its close`);
  }
  for (const [id, { most, largest }] of underWay(frames)) {
    const limit = largest > windowBytes ? largest : windowBytes + chunkBytes;
    if (most > limit) throw new Error(`${id} had ${most} bytes under way`);
  }
}

async function check(plans: readonly Plan[], links: { client: Link; server: Link }): Promise<void> {
  const run: Run = { plans, active: 0, arrived: new Map() };
  const near = record(links.client);
  const far = record(links.server);
  const served = serve(contract, handlersFor(run), far.link);
  const client = connect(contract, near.link);
  await Promise.all(plans.map((_plan, at) => act(client.api, { run, at })));
  await until(() => served.openCount() === 0);
  expect([client.openCount(), served.openCount(), run.active]).toEqual([0, 0, 0]);
  for (const [at, { values, complete }] of run.arrived) {
    assertPrefix(values, { plan: planAt(run, at), complete });
  }
  assertRules(near.frames, 'received');
  assertRules(far.frames, 'sent');
  client.close();
  await served.closed;
}

const plans = fc.array(plan, { minLength: 1, maxLength: 6 });

describe('whatever is opened, read, sent and left, in whatever order', () => {
  it('holds on memory, with deliveries at random moments', async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.infiniteStream(fc.nat(3)), async (chosen, moments) => {
        const schedule = (deliver: () => void): void => {
          const { value } = moments.next();
          void spend((['microtask', 'microtask', 'task', 'timer'] as const)[value]).then(deliver);
        };
        const [client, server] = createMemoryLinks({ schedule });
        await check(chosen, { client, server });
      }),
      { numRuns: 80 },
    );
  });

  it.each(['port', 'socket'] as const)('holds on a %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(plans, async (chosen) => {
        const links: LinkPair = await linkKinds[kind]();
        try {
          await check(chosen, links);
        } finally {
          await links.dispose();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('holds when the link is cut at a random moment: all ends, nothing stays', async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.nat(30), async (chosen, turns) => {
        const links = await linkKinds.port();
        const run: Run = { plans: chosen, active: 0, arrived: new Map() };
        const served = serve(contract, handlersFor(run), links.server);
        const client = connect(contract, links.client);
        const outcomes = chosen.map((own, at) => outcome(client.api, { own, at }));
        for (let turn = 0; turn < turns; turn += 1) await spend('task');
        links.cut();
        await Promise.all(outcomes);
        await served.closed;
        await client.closed;
        expect([client.openCount(), served.openCount(), run.active]).toEqual([0, 0, 0]);
        for (const [at, got] of run.arrived) {
          assertPrefix(got.values, { plan: planAt(run, at), complete: got.complete });
        }
      }),
      { numRuns: 40 },
    );
  });
});

async function outcome(api: Api, { own, at }: { own: Plan; at: number }): Promise<void> {
  if (own.kind === 'down') return await readToTheCut(api.run.down({ at }));
  const events = api.run.up({ at });
  await Promise.all([readToTheCut(events), feed(own, events)]);
}

async function readToTheCut(events: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _event of events) await spend('microtask');
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    expect(['link-closed', 'engine-gone']).toContain(error.code);
  }
}
