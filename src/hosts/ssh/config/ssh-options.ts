import type { Place } from './model.ts';

/** A host to pass through. What is absent comes from the configuration. */
export interface Hop {
  readonly user?: string;
  readonly host: string;
  readonly port?: number;
}

/** Something that a connect by the system's ssh would run on this machine. */
export interface ConfigCommand {
  readonly kind: 'match-exec' | 'proxy-command' | 'known-hosts-command';
  /** Tokens replaced as far as they are known before the connect. */
  readonly command: string;
  readonly at: Place;
}

/** Everything of the configuration that Longshore follows, for one host. Paths are absolute. */
export interface SshOptions {
  /** The name as typed: an alias, or the host itself. */
  readonly alias: string;
  readonly hostName: string;
  readonly user: string;
  readonly port: number;
  /** In the order in which they are tried. */
  readonly identityFiles: readonly string[];
  /** False: OpenSSH's usual places, where a missing file is no fault. */
  readonly identityFilesChosen: boolean;
  readonly identitiesOnly: boolean;
  /** The agent's socket or pipe; null for none. */
  readonly identityAgent: string | null;
  readonly certificateFiles: readonly string[];
  /** In the order in which they are passed. Each is resolved by itself: `resolveRoute`. */
  readonly proxyJump: readonly Hop[];
  readonly proxyCommand: string | null;
  /** In small letters; stands for the host's name in known_hosts, without a port. */
  readonly hostKeyAlias: string | null;
  readonly userKnownHostsFiles: readonly string[];
  readonly globalKnownHostsFiles: readonly string[];
  readonly revokedHostKeys: string | null;
  readonly strictHostKeyChecking: 'yes' | 'no' | 'ask' | 'accept-new';
  /** Null where the configuration is silent; 0 switches it off. */
  readonly serverAliveIntervalMs: number | null;
  readonly serverAliveCountMax: number;
  /** Null for the system's own limit. */
  readonly connectTimeoutMs: number | null;
  readonly addressFamily: 'any' | 'inet' | 'inet6';
  /** Without those that are switched off by their own option. */
  readonly preferredAuthentications: readonly string[];
  /** Whatever the configuration says: a host never gets the agent. */
  readonly forwardAgent: false;
  readonly commands: readonly ConfigCommand[];
  /** Lines that could count, but only OpenSSH itself can tell: `Match exec` and newer criteria. */
  readonly unjudged: readonly Place[];
}
