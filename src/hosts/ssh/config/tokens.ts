import { homedir, hostname, userInfo } from 'node:os';
import type { Person } from './model.ts';

/** What `%h` and its kind stand for. */
export type Tokens = Readonly<Record<string, string>>;

/** The person who runs this process. */
export function thisPerson(env: NodeJS.ProcessEnv = process.env): Person {
  const { username, uid } = userInfo();
  return {
    // As OpenSSH does it: the home of the account, whatever HOME says.
    home: userInfo().homedir || homedir(),
    env,
    userName: username,
    userId: uid < 0 ? null : uid,
    machineName: hostname(),
    platform: process.platform,
  };
}

/** The tokens that do not depend on the host. */
export function localTokens(person: Person): Tokens {
  return {
    d: person.home,
    i: person.userId === null ? '' : String(person.userId),
    L: person.machineName.split('.')[0] ?? '',
    l: person.machineName,
    u: person.userName,
  };
}

const form = /%(.?)|\$\{([^}]*)\}?/gs;

/**
 * Replaces tokens, and `${NAME}` where `env` is given. Returns undefined for a token that has no
 * meaning here or a variable that is not set: OpenSSH refuses both.
 */
export function expandTokens(
  text: string,
  tokens: Tokens,
  env?: Person['env'],
): string | undefined {
  let unknown = false;
  const expanded = text.replace(form, (all, token?: string, name?: string) => {
    if (token === '%') return '%';
    if (name !== undefined && !env) return all;
    const value = name === undefined ? tokens[token ?? ''] : all.endsWith('}') && env?.[name];
    if (typeof value === 'string') return value;
    unknown = true;
    return '';
  });
  return unknown ? undefined : expanded;
}

/** `~/x` and `~ann/x` where Ann is the person; the homes of others are not known. */
export function expandHome(path: string, { home, userName }: Person): string {
  const match = /^~([^/]*)(\/.*)?$/s.exec(path);
  if (!match || (match[1] !== '' && match[1] !== userName)) return path;
  return `${home}${match[2] ?? ''}`;
}
