import * as z from 'zod';
import { call, duplex, stream } from '../../../src/contract/define.ts';

/** As the product's contract will have it: a `Buffer` is bytes too. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const size = z.object({ columns: z.number().int(), rows: z.number().int() });

/** A small contract with every shape of operation that the product has. */
export const testContract = {
  echo: {
    say: call({ input: z.object({ text: z.string().max(100_000) }), output: z.string() }),
    wait: call({ input: z.object({}), output: z.string() }),
    refuse: call({ input: z.object({}), output: z.string() }),
    crash: call({ input: z.object({}), output: z.string() }),
    value: call({ input: z.object({ value: z.unknown() }), output: z.unknown() }),
  },
  flow: {
    chunks: stream({ input: z.object({ count: z.number(), size: z.number() }), event: bytes }),
    counts: stream({ input: z.object({ count: z.number() }), event: z.number() }),
    latest: stream({
      input: z.object({ count: z.number() }),
      event: z.number(),
      delivery: 'latest',
    }),
    events: stream({ input: z.object({}), event: z.unknown() }),
  },
  shell: {
    terminal: duplex({ input: z.object({}), up: z.union([bytes, size]), event: bytes }),
    upload: duplex({
      input: z.object({}),
      up: bytes,
      event: z.object({ receivedBytes: z.number() }),
    }),
  },
};

export type TestContract = typeof testContract;
