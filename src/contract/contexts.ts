/** The contexts of the Docker CLI: the same store, so that both see the same. */
import * as z from 'zod';
import { call } from './define.ts';

const Name = z.string().min(1).max(200);
const Address = z.string().trim().min(1).max(4_096);
const Description = z.string().max(1_000);
const Nothing = z.object({});

export const DockerContext = z.object({
  name: z.string(),
  description: z.string(),
  address: z.string(),
  /** It holds certificates. */
  tls: z.boolean(),
});
export type DockerContext = z.infer<typeof DockerContext>;

export const BrokenContext = z.object({
  /** Of its folder. */
  id: z.string(),
  /** Where it is, for people. */
  file: z.string(),
  /** Where it can still be told. */
  name: z.string().nullable(),
  why: z.enum([
    'unreadable',
    'not-json', // `docker context ls` fails for all of them
    'bad-description', // the CLI crashes
    'no-name',
    'wrong-folder', // the CLI lists it, but does not find it
    'no-engine',
  ]),
});
export type BrokenContext = z.infer<typeof BrokenContext>;

export const ContextStore = z.object({
  contexts: z.array(DockerContext),
  /** While there is one the CLI lists none at all. */
  broken: z.array(BrokenContext),
  /** What `docker context use` has chosen; `default` for none. */
  current: z.string(),
  /** A variable beats what is chosen here: its name. */
  overriddenBy: z.enum(['DOCKER_HOST', 'DOCKER_CONTEXT']).nullable(),
});
export type ContextStore = z.infer<typeof ContextStore>;

export const contexts = {
  list: call({ input: Nothing, output: ContextStore }),
  /** `name-in-use`, or `bad-parameter` with the fact `field`. */
  create: call({
    input: z.object({ name: Name, address: Address, description: Description }),
    output: Nothing,
  }),
  update: call({
    input: z.object({ name: Name, address: Address, description: Description }),
    output: Nothing,
  }),
  remove: call({ input: z.object({ name: Name }), output: Nothing }),
  /** What `docker context use` does. */
  use: call({ input: z.object({ name: Name }), output: Nothing }),
  /** Renames a broken one's file, so that the CLI works again; nothing is deleted. */
  setAside: call({
    input: z.object({ id: z.string().max(200) }),
    output: z.object({ keptAs: z.string() }),
  }),
};
