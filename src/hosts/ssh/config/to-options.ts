import { isUserName } from '../names.ts';
import { usualPort } from './host-tokens.ts';
import { jumpsOf } from './jumps.ts';
import type { Person, Place } from './model.ts';
import {
  badValue,
  choiceOf,
  countOf,
  flagOf,
  millisecondsOf,
  portIn,
  textOf,
  textUnlessNone,
} from './read-values.ts';
import type { ConfigCommand, SshOptions } from './ssh-options.ts';
import { expandHome, expandTokens, type Tokens } from './tokens.ts';
import { firstOf, isNone, type Values } from './values.ts';

/** Where OpenSSH looks when nothing is chosen, without the kinds that nobody uses any more. */
const usualIdentities = ['id_rsa', 'id_ecdsa', 'id_ecdsa_sk', 'id_ed25519', 'id_ed25519_sk'];
const usualMethods = ['publickey', 'keyboard-interactive', 'password'];
const windowsAgent = '\\\\.\\pipe\\openssh-ssh-agent';
const keepaliveCount = 3;

export interface Settled {
  readonly alias: string;
  readonly hostName: string;
  readonly person: Person;
  readonly tokens: Tokens;
  readonly systemFolder: string;
  readonly values: Values;
  readonly execs: readonly ConfigCommand[];
  readonly unjudged: readonly Place[];
}

/** The values that were taken, each read, checked and made absolute. */
export function toOptions(settled: Settled): SshOptions {
  const { values, person, tokens } = settled;
  const identities = pathsOf(settled, 'identityfile');
  return {
    alias: settled.alias,
    hostName: settled.hostName,
    user: userIn(values) ?? person.userName,
    port: portIn(values) ?? usualPort,
    identityFiles: identities ?? usualIdentities.map((name) => `${person.home}/.ssh/${name}`),
    identityFilesChosen: identities !== undefined,
    identitiesOnly: flagOf(values, 'identitiesonly', false),
    identityAgent: agentOf(settled),
    certificateFiles: pathsOf(settled, 'certificatefile') ?? [],
    proxyJump: jumpsOf(values, tokens),
    proxyCommand: proxyCommandOf(settled) ?? null,
    hostKeyAlias: textOf(values, 'hostkeyalias')?.toLowerCase() ?? null,
    userKnownHostsFiles:
      listOf(settled, 'userknownhostsfile') ??
      ['known_hosts', 'known_hosts2'].map((name) => `${person.home}/.ssh/${name}`),
    globalKnownHostsFiles:
      listOf(settled, 'globalknownhostsfile') ??
      ['ssh_known_hosts', 'ssh_known_hosts2'].map((name) => `${settled.systemFolder}/${name}`),
    revokedHostKeys: plainPathOf(settled, 'revokedhostkeys') ?? null,
    strictHostKeyChecking: choiceOf(values, 'stricthostkeychecking', checking),
    serverAliveIntervalMs: millisecondsOf(values, 'serveraliveinterval') ?? null,
    serverAliveCountMax: countOf(values, 'serveralivecountmax', keepaliveCount),
    connectTimeoutMs: millisecondsOf(values, 'connecttimeout') ?? null,
    addressFamily: choiceOf(values, 'addressfamily', families),
    preferredAuthentications: methodsOf(values),
    forwardAgent: false,
    commands: commandsOf(settled),
    unjudged: settled.unjudged,
  };
}

const checking = {
  usual: 'ask',
  of: {
    yes: 'yes',
    true: 'yes',
    no: 'no',
    false: 'no',
    off: 'no',
    ask: 'ask',
    'accept-new': 'accept-new',
  },
} as const;

const families = { usual: 'any', of: { any: 'any', inet: 'inet', inet6: 'inet6' } } as const;

function userIn(values: Values): string | undefined {
  const user = textOf(values, 'user');
  if (user !== undefined && !isUserName(user)) {
    throw badValue(values, 'user', 'is not a name of a user');
  }
  return user;
}

/** Files of an option that may be given several times. `none` among them counts for nothing. */
function pathsOf(settled: Settled, keyword: string): string[] | undefined {
  const texts = settled.values.get(keyword)?.map((value) => value.words[0] ?? '');
  return texts?.filter((text) => !isNone(text)).map((text) => pathOf(text, settled, keyword));
}

/** Files of an option that takes several words. */
function listOf(settled: Settled, keyword: string): string[] | undefined {
  const words = firstOf(settled.values, keyword)?.words;
  return words?.filter((text) => !isNone(text)).map((text) => pathOf(text, settled, keyword));
}

function pathOf(text: string, settled: Settled, keyword: string): string {
  const { person, tokens, values } = settled;
  // OpenSSH takes what the system's administrator wrote for all as it is.
  if (keyword === 'globalknownhostsfile') return absolute(expandHome(text, person), person);
  const path = expandTokens(expandHome(text, person), tokens, person.env);
  if (path === undefined) {
    throw badValue(values, keyword, 'has a token or a variable that is not known');
  }
  return absolute(path, person);
}

function plainPathOf(settled: Settled, keyword: string): string | undefined {
  const text = textUnlessNone(settled.values, keyword);
  return text && absolute(expandHome(text, settled.person), settled.person);
}

/** OpenSSH begins at the folder where it was started; an app's is of no meaning. */
function absolute(path: string, { home }: Person): string {
  return /^([/\\]|[a-z]:[/\\])/i.test(path) ? path : `${home}/${path}`;
}

function agentOf(settled: Settled): string | null {
  const { person, values } = settled;
  const text = textOf(values, 'identityagent');
  const usual =
    person.env.SSH_AUTH_SOCK || (person.platform === 'win32' ? windowsAgent : undefined) || null;
  if (text === undefined || text === 'SSH_AUTH_SOCK') return usual;
  if (isNone(text)) return null;
  const variable = /^\$([a-z_]\w*)$/i.exec(text)?.[1];
  if (variable !== undefined) return person.env[variable] || null;
  return pathOf(text, settled, 'identityagent');
}

function proxyCommandOf({ values }: Settled): string | undefined {
  const text = firstOf(values, 'proxycommand')?.rest.replace(/^[\s=]+/, '');
  return text === undefined || isNone(text) ? undefined : text;
}

function methodsOf(values: Values): readonly string[] {
  const wanted = textOf(values, 'preferredauthentications')?.split(',') ?? usualMethods;
  const switches: Readonly<Record<string, string>> = {
    publickey: 'pubkeyauthentication',
    password: 'passwordauthentication',
    'keyboard-interactive': 'kbdinteractiveauthentication',
  };
  return wanted.filter((method) => {
    const option = switches[method];
    if (option === undefined) return true;
    // PubkeyAuthentication may also name how a key is bound to a session.
    const text = textOf(values, option)?.toLowerCase();
    return text === 'unbound' || text === 'host-bound' || flagOf(values, option, true);
  });
}

function commandsOf(settled: Settled): readonly ConfigCommand[] {
  const commands = [...settled.execs];
  const add = (kind: ConfigCommand['kind'], keyword: string, text: string | undefined) => {
    const at = firstOf(settled.values, keyword)?.at;
    if (text === undefined || !at) return;
    // What only the connect itself can fill in stays as it is written.
    commands.push({ kind, command: expandTokens(text, settled.tokens) ?? text, at });
  };
  add('proxy-command', 'proxycommand', proxyCommandOf(settled));
  const known = firstOf(settled.values, 'knownhostscommand')?.rest.replace(/^[\s=]+/, '');
  add('known-hosts-command', 'knownhostscommand', known && isNone(known) ? undefined : known);
  return commands;
}
