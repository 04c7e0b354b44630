/** Which values are hidden until someone asks. Pure. */

const secretName =
  /pass(word|wd|phrase)?|secret|token|api_?key|private_?key|credential|auth(?!or)/i;
const assignment = /^([A-Za-z_][A-Za-z0-9_.-]*)=(.+)$/s;

/** By the key's name, or the name before `=` in an `Env` entry; and an address that holds a password. */
export function looksSecret(key: string, value: string): boolean {
  if (value === '') return false;
  if (secretName.test(key)) return true;
  const [, name] = assignment.exec(value) ?? [];
  if (name !== undefined && secretName.test(name)) return true;
  return /:\/\/[^/\s:@]+:[^/\s@]+@/.test(value);
}

/** The text with its secret hidden; the name of an assignment stays. */
export function masked(value: string): string {
  const [, name] = assignment.exec(value) ?? [];
  return name === undefined ? '••••••••' : `${name}=••••••••`;
}
