import type { ParsedKey } from 'ssh2';
import { type ContractError, refuse } from '../../contract/errors.ts';
import type { Asker, Party } from '../asker.ts';
import type { KeyFile } from './key-file.ts';

/** As often as OpenSSH asks. */
const tries = 3;

export interface UnlockTools {
  readonly ask: Asker;
  readonly party: Party;
  readonly signal: AbortSignal;
}

function wrong(file: KeyFile): ContractError {
  return refuse('passphrase-wrong', `The passphrase of ${file.name} is wrong.`, {
    facts: { file: file.path },
  });
}

/**
 * The key, with the passphrase that a person gives. Undefined when they do not want to; throws
 * `passphrase-wrong`, `key-unusable`.
 */
export async function unlockKey(
  file: KeyFile,
  { ask, party, signal }: UnlockTools,
): Promise<ParsedKey | undefined> {
  if (file.secret === null) {
    throw refuse('key-unusable', `${file.name} holds no private key.`, {
      facts: { file: file.path },
    });
  }
  if (!file.secret.locked) return file.secret.unlock();
  for (let i = 0; i < tries; i += 1) {
    const said = await ask.secrets(
      party,
      {
        what: 'passphrase',
        file: file.path,
        fields: [],
        again: i > 0,
        keepAs: `passphrase:${file.path}`,
      },
      signal,
    );
    if (said === undefined) return undefined;
    const key = file.secret.unlock(said[0] ?? '');
    if (key?.isPrivateKey() === true) return key;
  }
  throw wrong(file);
}
