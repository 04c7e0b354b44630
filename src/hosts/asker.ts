import type { ShownKey } from '../contract/connecting.ts';

/** Whom a question is about: every hop on the way has its own. */
export interface Party {
  /** For people: `pi@10.0.0.2`, with the port when it is not 22. */
  readonly address: string;
}

export interface SecretQuestion {
  readonly what: 'passphrase' | 'password' | 'keyboard-interactive' | 'sudo';
  /** The key file, of a passphrase. */
  readonly file?: string;
  /** What the server says to all before it lets them in, as plain lines. */
  readonly said?: string;
  /** The server's own words. */
  readonly instruction?: string;
  readonly fields: readonly { readonly label: string; readonly echo: boolean }[];
  /** The answer before was wrong. */
  readonly again: boolean;
  /** Under which name a kept answer is found again; none where it is of no use (a one-time code). */
  readonly keepAs?: string;
}

/**
 * Asks a person. A question has no time limit of its own: the signal ends it. Resolves to
 * `undefined` (or `false`) when the person does not want to.
 */
export interface Asker {
  hostKey(
    party: Party,
    /** `others`: keys of other types that are known of this host. */
    shown: { readonly key: ShownKey; readonly others: readonly ShownKey[] },
    signal: AbortSignal,
  ): Promise<'ours' | 'theirs' | 'once' | undefined>;
  /** One value a field; a single one where `fields` is empty. */
  secrets(
    party: Party,
    question: SecretQuestion,
    signal: AbortSignal,
  ): Promise<readonly string[] | undefined>;
  /** Shown until the signal aborts; resolves only when the person wants to stop. */
  touch(party: Party, signal: AbortSignal): Promise<void>;
  commands(party: Party, commands: readonly string[], signal: AbortSignal): Promise<boolean>;
}
