import type { Problem } from '../../contract/errors.ts';
import type { SshOptions } from '../ssh/config/ssh-options.ts';
import type { Judge } from '../ssh/hop.ts';
import { knownAs } from '../ssh/key-judge.ts';
import { isCertificateType, plainKeyOf } from '../ssh/known-hosts/certificate.ts';
import { nameOf } from '../ssh/known-hosts/match-names.ts';
import type { KnownHost } from '../ssh/known-hosts/parse-known-hosts.ts';

export interface JudgedHop {
  readonly options: SshOptions;
  readonly judge: Judge;
}

export interface HostKeys {
  /** What `KnownHostsCommand` prints: lines of a known_hosts. */
  linesFor(words: readonly string[], signal: AbortSignal): Promise<string>;
  /** Why the last key was not accepted. */
  refused(): Problem | undefined;
}

export interface HostKeysInput {
  readonly hops: readonly JudgedHop[];
  readonly known: (options: SshOptions) => Promise<readonly KnownHost[]>;
  /** A key has come that somebody must decide on: called with the decision to come. */
  readonly onKey: (decision: Promise<'accept' | Problem>, type: string) => void;
}

/**
 * Decides on the keys that OpenSSH is shown, as on those of ssh2: it is told of a key only when our
 * own judge has accepted it. Certificates are checked by OpenSSH itself, against the authorities
 * that are known for the host.
 */
export function createHostKeys({ hops, known, onKey }: HostKeysInput): HostKeys {
  let refused: Problem | undefined;
  return {
    refused: () => refused,
    async linesFor([reason, name = '', type = '', base64 = ''], signal) {
      const hop = hops.find(({ options }) => nameOf(knownAs(options)) === name.toLowerCase());
      if (hop === undefined) return '';
      const all = await known(hop.options);
      const lines = all.map((line) => lineText(line, name));
      // Which kinds of keys to ask the host for.
      if (reason !== 'HOSTNAME') return lines.join('');
      const offered = Buffer.from(base64, 'base64');
      if (isCertificateType(type) && all.some(({ marker }) => marker === 'cert-authority')) {
        onKey(Promise.resolve('accept'), type);
        return lines.join('');
      }
      const key = plainKeyOf(offered);
      if (key === undefined) return '';
      const decision = hop.judge(key, signal);
      onKey(decision, type);
      const verdict = await decision;
      if (verdict !== 'accept') {
        refused = verdict;
        return '';
      }
      const revoked = all.filter(({ marker }) => marker === 'revoked');
      return [...revoked.map((line) => lineText(line, name)), plainLine(name, key)].join('');
    },
  };
}

function lineText({ marker, type, key }: KnownHost, name: string): string {
  return `${marker === null ? '' : `@${marker} `}${name} ${type} ${key.toString('base64')}\n`;
}

function plainLine(name: string, key: Buffer): string {
  const type = key.toString('latin1', 4, 4 + key.readUInt32BE(0));
  return `${name} ${type} ${key.toString('base64')}\n`;
}
