/** Names out of an image as they can be read: what has no shape of its own is written out. Pure. */

/** Control characters, and those that turn the direction of what stands after them. */
const shapeless = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

export const shownName = (name: string): string =>
  name.replace(
    shapeless,
    (char) => short[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
