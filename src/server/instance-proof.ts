/**
 * How a second start asks the first for a ticket. Both know the secret of the lock file; it never
 * goes over the connection, because an old lock may name a port that is now someone else's.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { newSecret } from './sessions.ts';

export const instancePath = '/instance/ticket';

const Question = z.object({
  nonce: z.string().min(16).max(100),
  proof: z.string().max(100),
});
const Answer = z.object({
  ticket: z.string().max(100),
  pid: z.number().int(),
  proof: z.string(),
});

function prove(secret: string, ...words: readonly string[]): string {
  return createHmac('sha256', secret).update(words.join('\n')).digest('base64url');
}

function isProof(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

export interface InstanceQuestion {
  readonly body: string;
  /** Reads the answer; undefined when it does not come from the holder of the secret. */
  readAnswer(text: string): { readonly ticket: string; readonly pid: number } | undefined;
}

/** The second start's side. */
export function askInstance(secret: string): InstanceQuestion {
  const nonce = newSecret();
  return {
    body: JSON.stringify({ nonce, proof: prove(secret, 'ask', nonce) }),
    readAnswer(text) {
      const answer = Answer.safeParse(parsed(text)).data;
      if (!answer) return undefined;
      const expected = prove(secret, 'answer', nonce, answer.ticket, String(answer.pid));
      return isProof(answer.proof, expected) ? answer : undefined;
    },
  };
}

/** The first start's side: undefined for who does not know the secret. */
export function answerInstance(
  secret: string,
  body: string,
  give: () => { readonly ticket: string; readonly pid: number },
): string | undefined {
  const question = Question.safeParse(parsed(body)).data;
  if (!question || !isProof(question.proof, prove(secret, 'ask', question.nonce))) return undefined;
  const { ticket, pid } = give();
  const proof = prove(secret, 'answer', question.nonce, ticket, String(pid));
  return JSON.stringify({ ticket, pid, proof });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
