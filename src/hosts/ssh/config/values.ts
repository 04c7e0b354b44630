import { badConfig } from './bad-config.ts';
import type { OptionLine, Place } from './model.ts';

/** The value of an option that was taken. */
export interface Value {
  readonly words: readonly string[];
  readonly rest: string;
  /** Null for what came with the address. */
  readonly at: Place | null;
}

/** Older names that still work. */
const renamed: Readonly<Record<string, string>> = {
  identityfile2: 'identityfile',
  dsaauthentication: 'pubkeyauthentication',
  challengeresponseauthentication: 'kbdinteractiveauthentication',
  skeyauthentication: 'kbdinteractiveauthentication',
  tisauthentication: 'kbdinteractiveauthentication',
};

/** All values count, in order; of every other option the first. */
const gathered = new Set(['identityfile', 'certificatefile']);
/** Whichever of the two comes first switches the other off. */
const rivals: Readonly<Record<string, string>> = {
  proxyjump: 'proxycommand',
  proxycommand: 'proxyjump',
};
/** Take several words. */
const listed = new Set(['userknownhostsfile', 'globalknownhostsfile']);
/** Take several words, or all that is left of the line. */
const many = new Set([
  ...listed,
  'canonicaldomains',
  'proxycommand',
  'proxyjump',
  'knownhostscommand',
]);
/** Options that are used take exactly one word. Others are not looked at. */
const single = new Set([
  'hostname',
  'user',
  'port',
  'identityfile',
  'certificatefile',
  'identitiesonly',
  'identityagent',
  'hostkeyalias',
  'revokedhostkeys',
  'stricthostkeychecking',
  'serveraliveinterval',
  'serveralivecountmax',
  'connecttimeout',
  'addressfamily',
  'preferredauthentications',
  'pubkeyauthentication',
  'passwordauthentication',
  'kbdinteractiveauthentication',
  'canonicalizehostname',
  'tag',
]);

export function isNone(word: string): boolean {
  return word.toLowerCase() === 'none';
}

/** What has been taken so far. The first value of an option stays. */
export type Values = Map<string, Value[]>;

export function firstOf(values: Values, keyword: string): Value | undefined {
  return values.get(keyword)?.[0];
}

/** Takes the option of an active line, unless it has its value already. */
export function take(values: Values, line: OptionLine): void {
  const keyword = renamed[line.keyword] ?? line.keyword;
  if (!single.has(keyword) && !many.has(keyword)) return;
  if (single.has(keyword) && line.words.length > 1) {
    throw badConfig(line.at, `there is more than one argument of ${keyword}`);
  }
  if (line.words.includes('')) throw badConfig(line.at, `an argument of ${keyword} is empty`);
  if (listed.has(keyword) && line.words.length > 1 && line.words.some(isNone)) {
    throw badConfig(line.at, `none is not the only argument of ${keyword}`);
  }
  if (values.has(rivals[keyword] ?? '')) return;
  const { words, rest, at } = line;
  const before = values.get(keyword);
  if (!before) values.set(keyword, [{ words, rest, at }]);
  else if (gathered.has(keyword) && !before.some((value) => value.words[0] === words[0])) {
    before.push({ words, rest, at });
  }
}
