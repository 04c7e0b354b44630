/** The `docker` line that a button equals, quoted for a POSIX shell. Pure. */

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;

export function quoteArgument(text: string): string {
  return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** `['stop', '-t', '5', 'my web']` → `docker stop -t 5 'my web'`. */
export function dockerCommand(args: readonly string[]): string {
  return ['docker', ...args].map(quoteArgument).join(' ');
}
