/**
 * What the backend must ask a person while it works. Each open question goes to every window; the
 * first answer wins. An answer is never kept in a cache, a log or the journal.
 */
import * as z from 'zod';
import { ShownKey } from './connecting.ts';
import { call, stream } from './define.ts';
import { HostId, PromptId } from './ids.ts';

const about = {
  id: PromptId,
  /** Null while a host is only being added. */
  host: HostId.nullable(),
  /** The host's label, or what was typed. */
  label: z.string(),
  /** Whom the answer goes to, which differs from the host on the way through others: `pi@10.0.0.2`. */
  address: z.string(),
};

export const Prompt = z.discriminatedUnion('kind', [
  /** A key that nobody has seen yet. */
  z.object({ ...about, kind: z.literal('host-key'), key: ShownKey, others: z.array(ShownKey) }),
  z.object({
    ...about,
    kind: z.literal('secrets'),
    what: z.enum(['passphrase', 'password', 'keyboard-interactive', 'sudo']),
    /** The key file of a passphrase. */
    file: z.string().optional(),
    /** What the server says to all before it lets them in: text from outside, several lines. */
    said: z.string().max(4_100).optional(),
    /** What the server wrote above its questions: text from outside. */
    instruction: z.string().max(2_000),
    /** The server's own words for each field; empty where `what` says it all. */
    fields: z.array(z.object({ label: z.string().max(500), echo: z.boolean() })).max(20),
    /** The answer before was wrong. */
    again: z.boolean(),
    mayKeep: z.boolean(),
  }),
  /** Nothing to answer but "stop": the key waits for a finger. */
  z.object({ ...about, kind: z.literal('touch') }),
  /** The configuration names commands that this connect would run. */
  z.object({
    ...about,
    kind: z.literal('commands'),
    commands: z.array(z.string().max(2_000)).max(50),
  }),
]);
export type Prompt = z.infer<typeof Prompt>;

export const PromptAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancel') }),
  /** `keep`: write the key down (always ours; `theirs`: the person's own known_hosts too). */
  z.object({ kind: z.literal('host-key'), keep: z.enum(['ours', 'theirs', 'once']) }),
  z.object({
    kind: z.literal('secrets'),
    values: z.array(z.string().max(10_000)).max(20),
    keep: z.boolean(),
  }),
  z.object({ kind: z.literal('agree') }),
]);
export type PromptAnswer = z.infer<typeof PromptAnswer>;

export const prompts = {
  /** All open questions, oldest first, again after each change. */
  watch: stream({ input: z.object({}), event: z.array(Prompt), delivery: 'latest' }),
  /** `not-found` when another window has answered, or nobody did in time. */
  answer: call({
    input: z.object({ prompt: PromptId, answer: PromptAnswer }),
    output: z.object({}),
  }),
};
