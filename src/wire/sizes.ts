import { maxDepth, minValueBytes } from './limits.ts';

/**
 * The size of a value in bytes, as credit counts it: its length as JSON in UTF-8, with bytes inside
 * it counted as they are, and never less than `minValueBytes`. Both ends compute it, so it does not
 * change on the way: what a link could alter (a `Date`, a `Map`, a class) is refused.
 *
 * Throws a `TypeError` for what is not plain data: only JSON's values, `undefined` and `Uint8Array`
 * may cross. A field that is `undefined` may get lost, as in JSON: a contract makes it optional.
 */
export function sizeOf(value: unknown): number {
  return Math.max(minValueBytes, measure(value, 0));
}

function measure(value: unknown, depth: number): number {
  if (depth > maxDepth) throw new TypeError('A value on the wire is nested too deeply.');
  switch (typeof value) {
    case 'string':
      return textLength(value);
    case 'number':
      return Number.isFinite(value) ? String(value).length : 4;
    case 'boolean':
      return value ? 4 : 5;
    case 'undefined':
      return 4;
    case 'object':
      return measureObject(value, depth);
    default:
      throw new TypeError(`A ${typeof value} cannot cross the wire.`);
  }
}

function measureObject(value: object | null, depth: number): number {
  if (value === null) return 4;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) {
    let size = 2 + Math.max(0, value.length - 1);
    for (const item of value) size += measure(item, depth + 1);
    return size;
  }
  if (!isPlain(value)) throw new TypeError('Only plain data can cross the wire.');
  let size = 2;
  let fields = 0;
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    size += textLength(key) + 1 + measure(field, depth + 1);
    fields += 1;
  }
  return size + Math.max(0, fields - 1);
}

/** Plain objects of other realms count too: a structured clone may be made in one. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return true;
  return (
    Object.prototype.toString.call(value) === '[object Object]' &&
    Object.getPrototypeOf(prototype) === null
  );
}

/** Text without any of these has its own length in JSON: nearly all of it, found without a loop. */
const needsCounting = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;

function textLength(text: string): number {
  if (!needsCounting.test(text)) return text.length + 2;
  let size = 2;
  for (const character of text) size += characterLength(character.codePointAt(0) ?? 0);
  return size;
}

/** As `JSON.stringify` writes it: short escapes, `\u00XX` and escaped lone surrogates. */
function characterLength(code: number): number {
  if (code === 0x22 || code === 0x5c) return 2;
  if (code < 0x20) return '\b\t\n\f\r'.includes(String.fromCharCode(code)) ? 2 : 6;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code >= 0xd800 && code <= 0xdfff) return 6;
  return code < 0x10000 ? 3 : 4;
}
