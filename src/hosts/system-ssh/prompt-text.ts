/** What OpenSSH's own question is about, by its text: they are constants of its source. */
import { plainText } from '../ssh/plain-text.ts';

export type SshPrompt =
  | { readonly kind: 'passphrase'; readonly file: string }
  | { readonly kind: 'password'; readonly user: string; readonly host: string }
  /** A server's own words, or a token's PIN. `whom` is null where the text does not say. */
  | {
      readonly kind: 'interactive';
      readonly whom: { readonly user: string; readonly host: string } | null;
      readonly label: string;
    }
  | { readonly kind: 'touch' }
  /** A yes or no that Longshore has decided already: nothing is added to the agent. */
  | { readonly kind: 'confirm' };

/**
 * Sources in openssh-portable: `load_identity_file` and `userauth_passwd` in sshconnect2.c,
 * `input_userauth_info_req` (the server's prompt behind `(user@host)`), `notify_start` in readpass.c.
 */
export function readPrompt(text: string, hint: string): SshPrompt {
  if (hint === 'none') return { kind: 'touch' };
  const passphrase = /^Enter passphrase for key '(.*)': ?$/s.exec(text);
  if (passphrase?.[1] !== undefined) return { kind: 'passphrase', file: passphrase[1] };
  const password = /^(\S+)@(\S+)'s password: ?$/.exec(text);
  const [, user, host] = password ?? [];
  if (user !== undefined && host !== undefined) return { kind: 'password', user, host };
  if (hint === 'confirm' || /\(yes\/no(\/\[fingerprint\])?\)/.test(text)) {
    return { kind: 'confirm' };
  }
  const [, by, at, words] = /^\((\S+)@(\S+)\) (.*)$/s.exec(text) ?? [];
  const whom = by === undefined || at === undefined ? null : { user: by, host: at };
  return { kind: 'interactive', whom, label: plainText(words ?? text) };
}
