import { refuse } from '../../contract/errors.ts';

/**
 * A word for the shell of a host. Single quotes hold everything but themselves in sh, bash, zsh,
 * fish and (without line ends) csh. Throws `bad-parameter` for what no shell of them can hold.
 */
export function shellQuote(word: string): string {
  if (/[\u0000\r\n]/.test(word)) {
    throw refuse('bad-parameter', 'A name with a line end cannot be given to a host.');
  }
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
