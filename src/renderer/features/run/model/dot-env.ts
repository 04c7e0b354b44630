/**
 * A pasted `.env` block, read as Compose reads it: comments, `export`, both quotes, values over
 * several lines in quotes. Names without `=` would be taken from the shell that calls docker; there
 * is none here, so they are counted as skipped. Pure.
 */
export interface DotEnv {
  readonly pairs: readonly { readonly name: string; readonly value: string }[];
  /** Lines that hold no assignment. */
  readonly skipped: number;
}

/** Name, then a value in single quotes, in double quotes or bare up to the line's end. */
const entry =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?:'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|([^\n]*?))[ \t]*(?:(?<=[\s'"])#[^\n]*)?$/gm;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

export function readDotEnv(text: string): DotEnv {
  const block = text.replace(/\r\n?/g, '\n');
  const found = [...block.matchAll(entry)];
  const pairs = found.map(([, name = '', single, double, bare]) => ({
    name,
    value: single ?? (double === undefined ? (bare ?? '').trim() : withoutEscapes(double)),
  }));
  const rest = block.replace(entry, '').split('\n');
  const skipped = rest.filter((line) => !/^\s*(#.*)?$/.test(line)).length;
  // The last of two equal names wins, as in a shell.
  const byName = new Map(pairs.map((pair) => [pair.name, pair]));
  return { pairs: [...byName.values()], skipped };
}

function withoutEscapes(text: string): string {
  return text.replace(/\\([\s\S])/g, (_all, character: string) => escapes[character] ?? character);
}

/** What a paste into a name should be taken as: a block, or one `NAME=value`. */
export function looksLikeDotEnv(text: string): boolean {
  const { pairs, skipped } = readDotEnv(text);
  return pairs.length > 0 && skipped < pairs.length;
}

/** A paste into a value is a block only when all of it is, and more than one line. */
export function isDotEnvBlock(text: string): boolean {
  const { pairs, skipped } = readDotEnv(text);
  return pairs.length > 1 && skipped === 0;
}
