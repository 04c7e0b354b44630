import { isIP, isIPv6 } from 'node:net';
import { isHostName } from '../names.ts';
import { addressText, parseAddress, type SshAddress } from '../parse-address.ts';
import { hostTokens } from './host-tokens.ts';
import type { Place, SshConfig } from './model.ts';
import { badValue, textOf } from './read-values.ts';
import type { ConfigCommand, SshOptions } from './ssh-options.ts';
import { toOptions } from './to-options.ts';
import { expandTokens } from './tokens.ts';
import { firstOf, type Values } from './values.ts';
import { type Pass, walk } from './walk.ts';

/**
 * What the configuration says of a host, as `ssh -G` would tell it, but for two things: no command
 * is run and no name is looked up. Lines that depend on either are passed over and told in
 * `unjudged`. Throws `bad-parameter` for an address that is none, `bad-ssh-config` with file and
 * line for a value that is none.
 */
export function resolveHost(config: SshConfig, target: string | SshAddress): SshOptions {
  const typed = parseAddress(typeof target === 'string' ? target : addressText(target));
  const values: Values = new Map();
  if (typed.user !== undefined) values.set('user', [given(typed.user)]);
  if (typed.port !== undefined) values.set('port', [given(String(typed.port))]);
  const unjudged: Place[] = [];
  const execs = new Map<string, ConfigCommand>();
  const tokensNow = (host: string) =>
    hostTokens(config.person, { original: typed.host, host }, values);
  const passOf = (host: string, final: boolean): Pass => {
    const currentHost = () => (final ? host : hostNameIn(values, host));
    return {
      host,
      original: typed.host,
      final,
      values,
      currentHost,
      onExec: (command, at) => {
        const text = expandTokens(command, tokensNow(currentHost())) ?? command;
        execs.set(`${at.file}:${at.line}:${text}`, { kind: 'match-exec', command: text, at });
      },
      unjudged,
      wantsFinal: false,
    };
  };

  const first = passOf(typed.host, false);
  walk(config, first);
  const hostName = settledName(hostNameIn(values, typed.host));
  if (!isHostName(hostName)) throw badValue(values, 'hostname', 'is not a name of a host');
  const canonicalizes = canonicalizing(values);
  if (canonicalizes && needsLookUp(values, hostName)) unjudged.push(canonicalizes);
  if (first.wantsFinal || canonicalizes) {
    values.set('hostname', [{ ...given(hostName), at: firstOf(values, 'hostname')?.at ?? null }]);
    walk(config, passOf(hostName, true));
  }
  return toOptions({
    alias: typed.host,
    hostName,
    person: config.person,
    systemFolder: config.systemFolder,
    tokens: tokensNow(hostName),
    values,
    execs: [...execs.values()],
    unjudged: withoutDoubles(unjudged),
  });
}

function given(text: string) {
  return { words: [text], rest: text, at: null };
}

/** `HostName` with its `%h`; the name as typed without one. */
function hostNameIn(values: Values, typed: string): string {
  const written = textOf(values, 'hostname');
  const name = written === undefined ? typed : expandTokens(written, { h: typed });
  if (name === undefined) throw badValue(values, 'hostname', 'has a token that is not known');
  return name;
}

/** Names in small letters; addresses in the form that known_hosts has them. */
function settledName(name: string): string {
  if (!isIPv6(name) || /[%.]/.test(name)) return isIP(name) === 4 ? name : name.toLowerCase();
  return new URL(`http://[${name}]`).hostname.slice(1, -1);
}

/** Where the configuration asks for canonical names, which also makes it be read a second time. */
function canonicalizing(values: Values): Place | undefined {
  const value = firstOf(values, 'canonicalizehostname');
  const word = value?.words[0]?.toLowerCase() ?? 'no';
  return word === 'no' || word === 'false' || word === 'none'
    ? undefined
    : (value?.at ?? undefined);
}

function needsLookUp(values: Values, hostName: string): boolean {
  const domains = textOf(values, 'canonicaldomains') ?? 'none';
  return isIP(hostName) === 0 && domains.toLowerCase() !== 'none';
}

function withoutDoubles(places: readonly Place[]): Place[] {
  return [...new Map(places.map((at) => [`${at.file}:${at.line}`, at])).values()];
}
