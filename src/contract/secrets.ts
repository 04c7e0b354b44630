/**
 * Which values are hidden until someone asks, on screen and in the journal. It goes by the name that
 * stands beside a value, and errs on the side of hiding. Pure.
 */

const secretName =
  /pass(word|wd|phrase)?|secret|token|api[_-]?key|private[_-]?key|credential|auth(?!or)/i;
/** `NAME=value` and `--name=value`. */
const assignment = /^((?:--?)?[A-Za-z_][A-Za-z0-9_.-]*)=(.+)$/s;
/** The password of an address: `http://ann:secret@host`. */
const addressPassword = /(:\/\/[^/\s:@]+):[^/\s@]+@/g;

function assignedName(text: string): string | undefined {
  return assignment.exec(text)?.[1];
}

/** By the key's name, or the name before `=` in the value; and an address that holds a password. */
export function looksSecret(key: string, value: string): boolean {
  if (value === '') return false;
  if (secretName.test(key)) return true;
  const name = assignedName(value);
  if (name !== undefined && secretName.test(name)) return true;
  return value.search(addressPassword) !== -1;
}

/** What stands on screen for a hidden value; the name of an assignment stays readable. */
export function masked(value: string): string {
  const name = assignedName(value);
  return name === undefined ? '••••••••' : `${name}=••••••••`;
}

/** A word of a command with a secret-looking value hidden: `TOKEN=***`, `http://ann:***@host`. */
export function maskWord(word: string): string {
  const name = assignedName(word);
  if (name !== undefined && secretName.test(name)) return `${name}=***`;
  return word.replace(addressPassword, '$1:***@');
}
