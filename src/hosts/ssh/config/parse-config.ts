import { badConfig } from './bad-config.ts';
import type { Criterion, Line, Place } from './model.ts';
import { splitCriteria, splitWords } from './split.ts';

/** Stand alone; all others have a value. */
const withoutValue = new Set(['all', 'canonical', 'final']);
const withValue = new Set([
  'host',
  'originalhost',
  'user',
  'localuser',
  'exec',
  // Of later versions of OpenSSH.
  'tagged',
  'localnetwork',
  'version',
  'sessiontype',
  'command',
]);

/**
 * The lines of one file. Throws `bad-ssh-config` with the line for what cannot be understood;
 * keywords are not checked, because each version and system has its own.
 * Format: ssh_config(5); where that is silent, readconf.c.
 */
export function parseConfig(text: string, file: string): Line[] {
  const lines: Line[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    const line = parseLine(raw.replace(/[ \t\r\f]+$/, ''), { file, line: index + 1 });
    if (line) lines.push(line);
  }
  return lines;
}

function parseLine(text: string, at: Place): Line | undefined {
  if (/^[ \t\r]*(#|$)/.test(text)) return undefined;
  const parts = /^[ \t\r]*(?:"([^"]*)"|([^ \t\r"=]+))[ \t\r]*(?:=[ \t\r]*)?(.*)$/s.exec(text);
  const keyword = (parts?.[1] ?? parts?.[2] ?? '').toLowerCase();
  const rest = parts?.[3] ?? '';
  if (keyword === '') throw badConfig(at, 'this line is not understood');
  if (rest === '') throw badConfig(at, `${named(keyword)} has no argument`);
  if (keyword === 'match') return { kind: 'match', criteria: parseCriteria(rest, at), at };
  const words = splitWords(rest);
  if (!words) throw badConfig(at, 'a quote is not closed');
  if (words.length === 0) throw badConfig(at, `${named(keyword)} has no argument`);
  if (keyword !== 'host' && keyword !== 'include') {
    return { kind: 'option', keyword, words, rest, at };
  }
  if (words.includes('')) throw badConfig(at, `${named(keyword)} has an empty argument`);
  return { kind: keyword, patterns: words, at };
}

function parseCriteria(text: string, at: Place): Criterion[] {
  const words = splitCriteria(text);
  if (!words) throw badConfig(at, 'a quote is not closed');
  const criteria: Criterion[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word.startsWith('#')) break;
    const negated = word.startsWith('!');
    const name = word.slice(negated ? 1 : 0).toLowerCase();
    if (withoutValue.has(name)) {
      criteria.push({ name, negated, value: '' });
    } else {
      if (!withValue.has(name)) throw badConfig(at, 'Match has a criterion that is not known');
      index += 1;
      const value = words[index] ?? '';
      if (value === '' || value.startsWith('#')) {
        throw badConfig(at, `Match ${name} has no argument`);
      }
      criteria.push({ name, negated, value });
    }
  }
  if (criteria.length === 0) throw badConfig(at, 'Match has no criterion');
  const all = criteria.findIndex(({ name }) => name === 'all');
  if (all >= 0 && (all !== criteria.length - 1 || all > 1)) {
    throw badConfig(at, 'Match all cannot be combined');
  }
  return criteria;
}

/** A keyword as shown in an error: it comes from a file, and may be anything. */
function named(keyword: string): string {
  return /^[a-z0-9]{1,40}$/.test(keyword) ? keyword : 'a keyword';
}
