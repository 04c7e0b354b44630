import { ContractError } from '../../../contract/errors.ts';
import { parseAddress } from '../parse-address.ts';
import { badValue } from './read-values.ts';
import type { Hop } from './ssh-options.ts';
import { expandTokens, type Tokens } from './tokens.ts';
import { firstOf, isNone, type Values } from './values.ts';

/** More hops than this are a mistake. */
export const hopsMax = 8;

/** `ProxyJump a,ann@b:2222,ssh://c`, in the order in which they are passed. */
export function jumpsOf(values: Values, tokens: Tokens): readonly Hop[] {
  const written = firstOf(values, 'proxyjump')?.rest;
  if (written === undefined) return [];
  const list = written.replace(/^[\s=]+/, '').replace(/\s*(#.*)?$/, '');
  if (isNone(list)) return [];
  const hops = list.split(',');
  if (hops.length > hopsMax) throw badValue(values, 'proxyjump', 'is too long a list');
  return hops.map((hop) => {
    const text = expandTokens(hop, tokens);
    if (text === undefined) throw badValue(values, 'proxyjump', 'has a token that is not known');
    try {
      const { socketPath: _, ...place } = parseAddress(text);
      return place;
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      throw badValue(values, 'proxyjump', 'is not a list of hosts');
    }
  });
}
