import { onTestFinished } from 'vitest';
import type { HandlersOf } from '../../../src/contract/define.ts';
import { ContractError, type Problem, refuse } from '../../../src/contract/errors.ts';
import { type Client, connect } from '../../../src/wire/connect.ts';
import { type Served, type ServeOptions, serve } from '../../../src/wire/serve.ts';
import { type TestContract, testContract } from './contract.ts';
import { type LinkKind, type LinkPair, linkKinds } from './links.ts';

type Handlers = HandlersOf<TestContract>;
/** Some handlers of one domain or another; the rest are the plain ones below. */
export type SomeHandlers = { readonly [D in keyof Handlers]?: Partial<Handlers[D]> };

const unused = async function* (): AsyncGenerator<never> {
  yield* [];
};

const plainHandlers: Handlers = {
  echo: {
    say: async ({ text }) => text,
    wait: (_input, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      }),
    refuse: async () => {
      throw refuse('name-in-use', 'The name is taken.', { facts: { name: 'web' } });
    },
    crash: async () => {
      throw new Error('password=hunter2');
    },
    value: async ({ value }) => value,
  },
  flow: { chunks: unused, counts: unused, latest: unused, events: unused },
  shell: { terminal: unused, upload: unused },
};

export function handlersWith(some: SomeHandlers): Handlers {
  return {
    echo: { ...plainHandlers.echo, ...some.echo },
    flow: { ...plainHandlers.flow, ...some.flow },
    shell: { ...plainHandlers.shell, ...some.shell },
  };
}

export interface Wire {
  readonly client: Client<TestContract>;
  readonly api: Client<TestContract>['api'];
  readonly served: Served;
  readonly links: LinkPair;
}

/** A client and a server on a link of the kind; closed when the test ends. */
export async function openWire(
  kind: LinkKind,
  some: SomeHandlers = {},
  options: ServeOptions = {},
): Promise<Wire> {
  const links = await linkKinds[kind]();
  onTestFinished(links.dispose);
  const served = serve(testContract, handlersWith(some), links.server, options);
  const client = connect(testContract, links.client);
  return { client, api: client.api, served, links };
}

/** A turn of the event loop and more: what was sent has arrived on any link of this machine. */
export function settle(ms = 30): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Why a call failed. Fails the test when it did not, or with something that is no `ContractError`. */
export async function problemOf(answer: Promise<unknown>): Promise<Problem> {
  const error = await answer.then(
    () => new Error('it was answered'),
    (reason: unknown) => reason,
  );
  if (error instanceof ContractError) return error.problem;
  throw error;
}

/** Everything a stream gives, and how it ended. */
export async function drain<T>(
  events: AsyncIterable<T>,
): Promise<{ values: T[]; problem: Problem | undefined }> {
  const values: T[] = [];
  const read = async (): Promise<void> => {
    for await (const value of events) values.push(value);
  };
  const problem = await read().then(
    () => undefined,
    (reason: unknown) => problemOf(Promise.reject(reason)),
  );
  return { values, problem };
}
