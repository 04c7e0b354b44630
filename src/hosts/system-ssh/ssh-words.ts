/** What OpenSSH prints when it gives up, as problems: the one place where its texts are read. */
import type { StageName } from '../../contract/connecting.ts';
import { type ContractError, refuse } from '../../contract/errors.ts';
import { plainLines } from '../ssh/plain-lines.ts';
import { plainText } from '../ssh/plain-text.ts';
import { nameUnknown, noAnswer, nobodyListens } from '../ssh/socket-errors.ts';

export interface Where {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

export interface Decoded {
  /** The stage that failed, where the text tells it. */
  readonly stage: StageName | undefined;
  readonly problem: ContractError;
}

interface Rule {
  readonly pattern: RegExp;
  readonly stage?: StageName;
  readonly say: (match: RegExpExecArray, where: Where, detail: string) => ContractError;
}

const facts = ({ host, user }: Where) => ({ host, user });

/** The first that fits counts. Texts of OpenSSH 8.4 to 10. */
const rules: readonly Rule[] = [
  {
    pattern: /Could not resolve hostname (\S+?):/,
    stage: 'name',
    say: ([, name], { host }, detail) => nameUnknown(name ?? host, detail),
  },
  {
    pattern: /connect to (?:host|address) \S+ port \d+: Connection refused/,
    stage: 'tcp',
    say: (_match, where) => nobodyListens(where),
  },
  {
    pattern: /connect to (?:host|address) \S+ port \d+: /,
    stage: 'tcp',
    say: (_match, where, detail) => noAnswer(where, detail),
  },
  {
    // The program of a ProxyCommand has ended; what it said stands in the detail.
    pattern: /UNKNOWN port 65535/,
    stage: 'tcp',
    say: (_match, where, detail) => noAnswer(where, detail),
  },
  {
    pattern: /during banner exchange|kex_protocol_error|banner line contains/,
    stage: 'banner',
    say: (_match, where, detail) =>
      refuse('not-ssh', 'Nobody there says that it is an SSH server.', {
        facts: { host: where.host, port: where.port },
        detail,
      }),
  },
  {
    pattern: /bad configuration option: knownhostscommand/i,
    stage: 'config',
    say: (_match, _where, detail) =>
      refuse('not-supported', 'OpenSSH 8.5 or newer is needed for this.', { detail }),
  },
  {
    pattern:
      /bad configuration option|Bad owner or permissions|terminating, \d+ bad|no argument|Bad .* forwarding specification/i,
    stage: 'config',
    say: (_match, _where, detail) =>
      refuse('bad-ssh-config', 'OpenSSH refuses the configuration.', { detail }),
  },
  {
    pattern: /REVOKED HOST KEY|marked as revoked/i,
    stage: 'key',
    say: (_match, _where, detail) =>
      refuse('host-key-revoked', 'The host shows a key that is marked as revoked.', { detail }),
  },
  {
    pattern: /Host key verification failed|No \S+ host key is known/,
    stage: 'key',
    say: (_match, where, detail) =>
      refuse('host-key-declined', 'The key of the host was not accepted.', {
        facts: { host: where.host },
        detail,
      }),
  },
  {
    pattern: /Unable to negotiate .*no matching/,
    stage: 'key',
    say: (_match, where, detail) =>
      refuse('not-supported', 'OpenSSH and the server have no method in common.', {
        facts: { host: where.host },
        detail,
      }),
  },
  {
    pattern: /Permission denied \(([\w,.@-]*)\)/,
    stage: 'login',
    say: ([, accepted = ''], where, detail) =>
      refuse('login-refused', `${where.host} does not let ${where.user} in.`, {
        facts: { ...facts(where), accepted: accepted.replaceAll(',', ', ') },
        detail,
      }),
  },
  {
    pattern: /Too many authentication failures/,
    stage: 'login',
    say: (_match, where, detail) =>
      refuse('login-refused', `${where.host} does not let ${where.user} in.`, {
        facts: facts(where),
        detail,
      }),
  },
  {
    pattern:
      /Connection (closed|reset) by|kex_exchange_identification|Broken pipe|Connection to \S+ (port \d+ )?timed out/,
    say: (_match, where, detail) =>
      refuse('login-dropped', 'The connection was closed before the login.', {
        facts: { host: where.host },
        detail,
        mend: { kind: 'retry' },
      }),
  },
];

/** What OpenSSH itself says, at the level of words that it is told, until it has logged in. */
const ownLine =
  /^(Authenticated |Authentications |Permission denied|Load key |Warning: |debug\d: |Connection |Received disconnect|no such identity|identity_|sign_and_send|agent |Agent |get_agent|Server |Bad |kex_|ssh: |hostkeys_|client_|Pseudo-terminal)/;

/** What a server said before it let anybody in: OpenSSH prints it as it comes, among its own words. */
export function bannerIn(printed: string): string {
  return plainLines(
    printed
      .split(/\r?\n/)
      .filter((line) => !ownLine.test(line))
      .join('\n'),
  );
}

/** The end of what it printed, without what is of no use to a person. */
export function lastWords(printed: string): string {
  const lines = printed.split(/\r?\n/).filter((line) => line.trim() !== '');
  return plainText(lines.slice(-4).join(' · '));
}

/** Always says something. */
export function decodeSshWords(printed: string, where: Where): Decoded {
  const detail = lastWords(printed);
  for (const { pattern, stage, say } of rules) {
    const match = pattern.exec(printed);
    if (match !== null) return { stage, problem: say(match, where, detail) };
  }
  return { stage: undefined, problem: noAnswer(where, detail) };
}

/** Why the server did not open the last channel that was refused; empty when there was none. */
export function openFailure(printed: string): string {
  return plainText([...printed.matchAll(/open failed: (.*)/g)].at(-1)?.[1] ?? '');
}

/** What it printed when the host did not open the engine's socket. */
export function socketRefused(printed: string, path: string): ContractError {
  const said = openFailure(printed);
  const more = { facts: { path }, ...(said === '' ? {} : { detail: said }) };
  if (/unknown channel type/.test(said)) {
    return refuse(
      'forwarding-unknown',
      'The SSH server does not know how to forward a socket.',
      more,
    );
  }
  if (/administratively prohibited/.test(said)) {
    return refuse('forwarding-forbidden', 'The SSH server forbids to forward the socket.', more);
  }
  // A server tells all of these in one and the same word.
  return refuse(
    'host-socket-absent',
    `The host does not open ${path}: no engine is there, or this user may not use it.`,
    more,
  );
}
