import type * as z from 'zod';
import type { OperationDefinition } from '../contract/define.ts';
import { refuse } from '../contract/errors.ts';

/** A sentence with more than this helps nobody. */
const maxIssues = 5;

/** What came from the other side, as the handler may use it. Throws `bad-input` with the paths. */
export function parseInput(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refuse('bad-input', 'The request is not valid.', { detail: describe(parsed.error) });
}

/** For tests and development builds: what our own code sends must be what the contract says. */
export function parseOutput(definition: OperationDefinition, value: unknown): unknown {
  const schema = definition.kind === 'call' ? definition.output : definition.event;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TypeError(`A handler broke its contract: ${describe(parsed.error)}`);
}

/** `ports.0.host: Too big: …; name: …`. Paths and rules only: values may be secrets. */
function describe(error: z.ZodError): string {
  const issues = error.issues.slice(0, maxIssues).map(({ path, message }) => {
    const place = path.map(String).join('.');
    return place === '' ? message : `${place}: ${message}`;
  });
  return issues.join('; ');
}
