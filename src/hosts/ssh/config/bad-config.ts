import { type ContractError, refuse } from '../../../contract/errors.ts';
import type { Place } from './model.ts';

/** A configuration that cannot be followed. No value of an option stands in it. */
export function badConfig(at: Place | { readonly file: string }, why: string): ContractError {
  const where = 'line' in at ? `${at.file}, line ${at.line}` : at.file;
  return refuse('bad-ssh-config', `${where}: ${why}`, {
    facts: { file: at.file, why, ...('line' in at ? { line: at.line } : {}) },
  });
}
