/** One host to log in to: the last one, or one on the way to it. */
import type { Problem } from '../../contract/errors.ts';
import type { Party } from '../asker.ts';

/**
 * Whether a host key will do. It may ask a person, and take as long as that takes; the signal tells
 * that the answer is no longer wanted.
 */
export type Judge = (key: Buffer, signal: AbortSignal) => Promise<'accept' | Problem>;

export interface KeyFileWanted {
  readonly path: string;
  /** Named by a person or a configuration; the usual places are looked into silently. */
  readonly required: boolean;
}

export interface SshHop {
  readonly hostName: string;
  readonly port: number;
  readonly user: string;
  readonly keyFiles: readonly KeyFileWanted[];
  /** Offer nothing of the agent but what is in `keyFiles`. */
  readonly identitiesOnly: boolean;
  /** Path of the agent's socket or pipe. */
  readonly agent: string | null;
  readonly judge: Judge;
  /** Algorithms of the keys that are known for this host: they are asked for first. */
  readonly hostKeyTypes?: readonly string[];
  /** Methods in the person's own order; others are not tried. */
  readonly methods?: readonly string[];
  readonly family?: 4 | 6;
  readonly connectTimeoutMs?: number;
}

export function partyOf(hop: Pick<SshHop, 'hostName' | 'port' | 'user'>): Party {
  const host = hop.hostName.includes(':') ? `[${hop.hostName}]` : hop.hostName;
  return { address: `${hop.user}@${host}${hop.port === 22 ? '' : `:${hop.port}`}` };
}
