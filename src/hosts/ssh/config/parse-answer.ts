import { addressText, parseAddress, type SshAddress } from '../parse-address.ts';
import { hostTokens } from './host-tokens.ts';
import type { Person } from './model.ts';
import { textOf } from './read-values.ts';
import type { SshOptions } from './ssh-options.ts';
import { toOptions } from './to-options.ts';
import { take, type Values } from './values.ts';

/** Where the words of a line are told apart only by their spaces. */
const listed = new Set(['userknownhostsfile', 'globalknownhostsfile', 'canonicaldomains']);

const expanded = new Set(['userknownhostsfile', 'identityagent']);
/** OpenSSH prints its usual files as if somebody had chosen them. */
const usualIdentity = /^~\/\.ssh\/id_(rsa|ecdsa|ecdsa_sk|ed25519|ed25519_sk|xmss|dsa)$/;

/**
 * The answer of `ssh -G` as options: what OpenSSH itself makes of the configuration, with every
 * `Match exec` run. Throws `bad-ssh-config` for a value that Longshore does not know. OpenSSH
 * prints without quotes, so that a list of known_hosts with a space in a name comes apart; and an
 * interval of 0 is what it prints where nobody has said one.
 */
export function parseAnswer(
  output: string,
  person: Person,
  about: { readonly target: SshAddress; readonly systemFolder: string },
): SshOptions {
  const typed = parseAddress(addressText(about.target));
  const values: Values = new Map();
  for (const [index, line] of output.split(/\r?\n/).entries()) {
    const [, keyword = '', printed = ''] = /^([a-z0-9]+) (.*)$/.exec(line) ?? [];
    if (printed === '' || (keyword === 'serveraliveinterval' && printed === '0')) continue;
    // What has its tokens replaced already must not lose a percent sign to a second time.
    const rest = expanded.has(keyword) ? printed.replaceAll('%', '%%') : printed;
    const words = listed.has(keyword) ? rest.split(' ').filter((word) => word !== '') : [rest];
    const at = { file: 'ssh -G', line: index + 1 };
    take(values, { kind: 'option', keyword, words, rest, at });
  }
  if (values.get('identityfile')?.every(({ rest }) => usualIdentity.test(rest))) {
    values.delete('identityfile');
  }
  const hostName = textOf(values, 'hostname') ?? typed.host;
  const names = { original: typed.host, host: hostName };
  return toOptions({
    alias: typed.host,
    hostName,
    person,
    systemFolder: about.systemFolder,
    tokens: hostTokens(person, names, values),
    values,
    execs: [],
    unjudged: [],
  });
}
