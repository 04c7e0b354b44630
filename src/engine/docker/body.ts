/** Answers read whole, with a limit. */
import type * as z from 'zod';
import { refuse } from '../../contract/errors.ts';
import { notAnEngine } from './errors.ts';

/** 5,000 containers are 3.5 MB. What is larger than this is not a list any more. */
const answerLimitBytes = 256 * 1024 * 1024;
/** A refusal is a sentence. */
export const refusalLimitBytes = 64 * 1024;

/** Throws `engine-error` beyond the limit; the source is closed then. */
export async function readAll(
  source: AsyncIterable<Uint8Array>,
  limitBytes = answerLimitBytes,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of source) {
    size += part.length;
    if (size > limitBytes) {
      throw refuse('engine-error', 'The engine’s answer is too large.', {
        facts: { limitBytes },
      });
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Parses at the border: what does not fit is not an engine's answer. */
export function parseAnswer<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notAnEngine(`Not JSON: ${text.slice(0, 200)}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw notAnEngine(`Unexpected answer at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
