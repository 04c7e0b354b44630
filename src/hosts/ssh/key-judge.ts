import { type Problem, refuse } from '../../contract/errors.ts';
import type { Asker, Party } from '../asker.ts';
import type { SshOptions } from './config/ssh-options.ts';
import type { Judge } from './hop.ts';
import { fingerprintOf, shownKey } from './known-hosts/host-key.ts';
import { hasAuthority, judgeKey, linesAbout, preferredKeyTypes } from './known-hosts/judge-key.ts';
import { loadKnownHosts } from './known-hosts/load-known-hosts.ts';
import type { KnownAs } from './known-hosts/match-names.ts';
import type { KnownHost } from './known-hosts/parse-known-hosts.ts';
import { rememberKey, replaceKey } from './known-hosts/remember-key.ts';
import { findRevoked } from './known-hosts/revoked-keys.ts';

export interface KeyJudge {
  /** For one host of a route; the person is asked when the key is new. */
  judgeFor(options: SshOptions, asked: { ask: Asker; party: Party }): Judge;
  /** Algorithms to ask the host for, those of its known keys first. */
  typesFor(options: SshOptions): Promise<string[]>;
  /** Whether certificates are trusted for the host's key. */
  hasAuthority(options: SshOptions): Promise<boolean>;
  /** All that is known of the host. */
  linesFor(options: SshOptions): Promise<KnownHost[]>;
  /** See `Reacher.acceptChangedKey`. */
  acceptChanged(problem: Problem | null, fingerprint: string): Promise<void>;
}

interface Shown {
  readonly as: KnownAs;
  readonly key: Buffer;
}

/** Changed keys that wait for a person's word; more than this many are those of a fault. */
const shownMax = 100;

/** Decides on host keys: the person's own files are read, ours is written, theirs only when asked. */
export function createKeyJudge({ ownFile }: { readonly ownFile: string }): KeyJudge {
  const changed = new Map<string, Shown>();

  const filesOf = (options: SshOptions) => [
    // Ours first: there stands what a person has agreed to here, also instead of an older key.
    ownFile,
    ...options.userKnownHostsFiles,
    ...options.globalKnownHostsFiles,
  ];

  async function keep(options: SshOptions, shown: Shown, where: 'ours' | 'theirs'): Promise<void> {
    await rememberKey(ownFile, shown.as, shown.key);
    const [theirs] = options.userKnownHostsFiles;
    if (where === 'theirs' && theirs !== undefined) await rememberKey(theirs, shown.as, shown.key);
  }

  return {
    judgeFor:
      (options, { ask, party }) =>
      async (key, signal) => {
        const as = knownAs(options);
        const offered = fingerprintOf(key);
        const revoked = options.revokedHostKeys
          ? await findRevoked(options.revokedHostKeys, key)
          : undefined;
        const judgement = judgeKey(await loadKnownHosts(filesOf(options)), as, key);
        if (revoked || judgement.verdict === 'revoked') {
          return problem('host-key-revoked', 'The host shows a key that is marked as revoked.', {
            offered,
          });
        }
        switch (judgement.verdict) {
          case 'known':
            return 'accept';
          case 'changed': {
            if (changed.size >= shownMax) changed.clear();
            changed.set(offered, { as, key });
            const { fingerprint: known, type, file = '', line = 0 } = judgement.old;
            const facts = { known, offered, type, file, line };
            return problem('host-key-changed', 'The host shows another key than before.', facts);
          }
          case 'unknown': {
            const isStrict = options.strictHostKeyChecking === 'yes';
            const answer = isStrict
              ? undefined
              : await ask.hostKey(party, { key: shownKey(key), others: judgement.others }, signal);
            if (answer === undefined) {
              return problem('host-key-declined', 'The key of the host was not accepted.', {
                offered,
              });
            }
            if (answer !== 'once') await keep(options, { as, key }, answer);
            return 'accept';
          }
        }
      },
    async typesFor(options) {
      return preferredKeyTypes(await loadKnownHosts(filesOf(options)), knownAs(options));
    },
    async hasAuthority(options) {
      return hasAuthority(await loadKnownHosts(filesOf(options)), knownAs(options));
    },
    async linesFor(options) {
      return linesAbout(await loadKnownHosts(filesOf(options)), knownAs(options));
    },
    async acceptChanged(stopped, fingerprint) {
      const shown = changed.get(fingerprint);
      if (stopped?.facts?.offered !== fingerprint || shown === undefined) {
        throw refuse('not-found', 'This is not the key that the host has shown.');
      }
      await replaceKey(ownFile, shown.as, shown.key);
      changed.delete(fingerprint);
    },
  };
}

export const knownAs = ({ hostName, port, hostKeyAlias }: SshOptions): KnownAs => ({
  host: hostName,
  port,
  alias: hostKeyAlias,
});

function problem(
  code: Problem['code'],
  message: string,
  facts: NonNullable<Problem['facts']>,
): Problem {
  return { code, message, facts };
}
