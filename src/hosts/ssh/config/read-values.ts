import { portOf } from '../names.ts';
import { badConfig } from './bad-config.ts';
import type { Place } from './model.ts';
import { firstOf, isNone, type Value, type Values } from './values.ts';

/** Readers of single values. Each throws `bad-ssh-config` with the line of a value that is none. */

export function textOf(values: Values, keyword: string): string | undefined {
  return firstOf(values, keyword)?.words[0];
}

/** `none` is no value at all. */
export function textUnlessNone(values: Values, keyword: string): string | undefined {
  const text = textOf(values, keyword);
  return text === undefined || isNone(text) ? undefined : text;
}

export function flagOf(values: Values, keyword: string, usual: boolean): boolean {
  const word = textOf(values, keyword)?.toLowerCase();
  if (word === undefined) return usual;
  if (word === 'yes' || word === 'true') return true;
  if (word === 'no' || word === 'false') return false;
  throw badValue(values, keyword, 'is neither yes nor no');
}

/** One of the words, whatever its case. `synonyms` lead to the word that they mean. */
export function choiceOf<T extends string>(
  values: Values,
  keyword: string,
  words: { readonly usual: T; readonly of: Readonly<Record<string, T>> },
): T {
  const word = textOf(values, keyword)?.toLowerCase();
  if (word === undefined) return words.usual;
  const choice = Object.hasOwn(words.of, word) ? words.of[word] : undefined;
  if (choice === undefined) throw badValue(values, keyword, 'is not one of its values');
  return choice;
}

export function portIn(values: Values): number | undefined {
  const text = textOf(values, 'port');
  if (text === undefined) return undefined;
  const port = portOf(text);
  if (port === undefined) throw badValue(values, 'port', 'is not a port');
  return port;
}

export function countOf(values: Values, keyword: string, usual: number): number {
  const text = textOf(values, keyword);
  if (text === undefined) return usual;
  if (!/^\d{1,9}$/.test(text)) throw badValue(values, keyword, 'is not a number');
  return Number(text);
}

const secondsOf: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
};

/** `90`, `1m30s`, `2h`: TIME FORMATS of sshd_config(5). Undefined for `none`. */
export function millisecondsOf(values: Values, keyword: string): number | undefined {
  const text = textUnlessNone(values, keyword);
  if (text === undefined) return undefined;
  if (!/^(\d+[smhdw])*\d*$/i.test(text) || text === '')
    throw badValue(values, keyword, 'is not a time');
  let seconds = 0;
  for (const [, digits = '', unit = ''] of text.matchAll(/(\d+)([smhdw]?)/gi)) {
    seconds += Number(digits) * (secondsOf[unit.toLowerCase()] ?? 1);
  }
  if (seconds > 0x7fff_ffff) throw badValue(values, keyword, 'is too long a time');
  return seconds * 1_000;
}

/** Where a value stands; what came with the address has no place. */
export function placeOf(value: Value | undefined): Place | { readonly file: string } {
  return value?.at ?? { file: 'the address' };
}

export function badValue(values: Values, keyword: string, why: string) {
  return badConfig(placeOf(firstOf(values, keyword)), `the value of ${keyword} ${why}`);
}
