import { createHash } from 'node:crypto';
import type { Person } from './model.ts';
import { portIn, textOf } from './read-values.ts';
import { localTokens, type Tokens } from './tokens.ts';
import { firstOf, type Values } from './values.ts';

/** OpenSSH's own port. */
export const usualPort = 22;

/** What the tokens of one host stand for, by the values known so far. */
export function hostTokens(
  person: Person,
  names: { readonly original: string; readonly host: string },
  values: Values,
): Tokens {
  const local = localTokens(person);
  const port = String(portIn(values) ?? usualPort);
  const user = textOf(values, 'user') ?? person.userName;
  const jump = firstOf(values, 'proxyjump')?.rest ?? '';
  const whole = `${local.l}${names.host}${port}${user}${jump}`;
  return {
    ...local,
    C: createHash('sha1').update(whole).digest('hex'),
    h: names.host,
    j: jump,
    k: textOf(values, 'hostkeyalias')?.toLowerCase() ?? names.original,
    n: names.original,
    p: port,
    r: user,
  };
}
