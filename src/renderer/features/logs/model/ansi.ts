/**
 * The colours of a log line: SGR sequences (ECMA-48, 8.3.117) become parts with a style; every other
 * escape sequence and control character is left out. Each line begins plain. Pure.
 */

export interface AnsiStyle {
  /** Of the theme's sixteen. Finer colours become the nearest: only those can be read on both grounds. */
  readonly colour: number | null;
  readonly ground: number | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly inverse: boolean;
}

export interface AnsiPart {
  readonly text: string;
  readonly style: AnsiStyle;
}

export const plainStyle: AnsiStyle = {
  ...{ colour: null, ground: null, bold: false, dim: false, italic: false },
  ...{ underline: false, strike: false, inverse: false },
};

/** CSI, OSC and the other strings, two-character escapes; then what is left of control characters. */
const sequence =
  /\u001b\[([0-?]*)[ -/]*([@-~])?|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

const hasControl = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/;

/** As a terminal would show it: what stands before a lone carriage return is overwritten. */
function lastWritten(line: string): string {
  if (!line.includes('\r')) return line;
  return line.split('\r').findLast((part) => part !== '') ?? '';
}

/** The text alone, as it is shown, searched and copied. */
export function plainText(line: string): string {
  return hasControl.test(line) ? lastWritten(line).replace(sequence, '') : line;
}

/** The text in parts of one style each; together they are `plainText`. */
export function ansiParts(line: string): AnsiPart[] {
  if (!hasControl.test(line)) return line === '' ? [] : [{ text: line, style: plainStyle }];
  const shown = lastWritten(line);
  const parts: AnsiPart[] = [];
  let style = plainStyle;
  let from = 0;
  const add = (text: string) => {
    if (text !== '') parts.push({ text, style });
  };
  for (const match of shown.matchAll(sequence)) {
    add(shown.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[2] === 'm') style = restyled(style, match[1] ?? '');
  }
  add(shown.slice(from));
  return parts;
}

const switches: Readonly<Record<number, Partial<AnsiStyle>>> = {
  ...{ 0: plainStyle, 1: { bold: true }, 2: { dim: true }, 3: { italic: true } },
  ...{ 4: { underline: true }, 7: { inverse: true }, 9: { strike: true } },
  ...{ 22: { bold: false, dim: false }, 23: { italic: false }, 24: { underline: false } },
  ...{ 27: { inverse: false }, 29: { strike: false }, 39: { colour: null }, 49: { ground: null } },
};

function restyled(before: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/).map((code) => Number.parseInt(code, 10) || 0);
  let style = before;
  for (let n = 0; n < codes.length; n += 1) {
    const code = codes[n] ?? 0;
    if (code === 38 || code === 48) {
      const [value, used] = extended(codes.slice(n + 1));
      n += used;
      if (value !== null) style = { ...style, [code === 38 ? 'colour' : 'ground']: value };
    } else style = { ...style, ...(switches[code] ?? simple(code)) };
  }
  return style;
}

function simple(code: number): Partial<AnsiStyle> {
  if (code >= 30 && code <= 37) return { colour: code - 30 };
  if (code >= 90 && code <= 97) return { colour: code - 82 };
  if (code >= 40 && code <= 47) return { ground: code - 40 };
  if (code >= 100 && code <= 107) return { ground: code - 92 };
  return {};
}

/** `5;n` or `2;r;g;b`: the nearest of the sixteen, and how many parameters it took. */
function extended([kind, a = 0, b = 0, c = 0]: readonly number[]): [number | null, number] {
  if (kind === 2) return [nearest(a, b, c), 4];
  if (kind !== 5) return [null, 1];
  if (a < 16) return [a, 2];
  if (a >= 232) return [nearest(...grey(a)), 2];
  return [nearest(...cube(a - 16)), 2];
}

const grey = (n: number): [number, number, number] => {
  const level = 8 + (n - 232) * 10;
  return [level, level, level];
};
const step = (n: number) => (n === 0 ? 0 : 55 + n * 40);
const cube = (n: number): [number, number, number] => [
  step(Math.floor(n / 36) % 6),
  step(Math.floor(n / 6) % 6),
  step(n % 6),
];

/** By hue, and bright where the colour is. */
function nearest(red: number, green: number, blue: number): number {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most - least < 32) return most < 64 ? 0 : most < 144 ? 8 : most < 208 ? 7 : 15;
  const half = (most + least) / 2;
  const bit = (value: number, place: number) => (value > half ? place : 0);
  return bit(red, 1) + bit(green, 2) + bit(blue, 4) + (most > 208 ? 8 : 0);
}
