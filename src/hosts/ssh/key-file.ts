/** A private key on this machine's disk: what it is, before its passphrase is known. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ParsedKey, utils } from 'ssh2';
import { type ContractError, refuse } from '../../contract/errors.ts';
import { plainText } from './plain-text.ts';

/** The largest RSA key is a tenth of it. */
const keyFileLimitBytes = 256 * 1024;

export interface KeyFile {
  readonly path: string;
  /** For people. */
  readonly name: string;
  /** Null for an old format that hides it behind the passphrase. */
  readonly publicKey: ParsedKey | null;
  /** Null when the file holds only the public half: the agent must have the other. */
  readonly secret: SecretPart | null;
}

export interface SecretPart {
  readonly locked: boolean;
  /** The passphrase is wrong: undefined. */
  unlock(passphrase?: string): ParsedKey | undefined;
}

function unusable(path: string, why: string): ContractError {
  return refuse('key-unusable', `The key ${basename(path)} cannot be used.`, {
    facts: { file: path },
    detail: plainText(why, 200),
  });
}

/** The functions of ssh2 give a list where a file could hold several keys. */
function parse(text: Buffer | string, passphrase?: string): ParsedKey | Error {
  const parsed: ParsedKey | Error | ParsedKey[] = utils.parseKey(text, passphrase);
  if (!Array.isArray(parsed)) return parsed;
  return parsed[0] ?? new Error('no key in it');
}

const magic = 'openssh-key-v1\0';

/**
 * The public half that stands readable before the encrypted part of OpenSSH's own format.
 * https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
 */
function publicHalf(text: string): ParsedKey | null {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END/.exec(text)?.[1];
  if (body === undefined) return null;
  const bytes = Buffer.from(body, 'base64');
  if (bytes.subarray(0, magic.length).toString('latin1') !== magic) return null;
  let at = magic.length;
  const next = (): Buffer => {
    const length = bytes.readUInt32BE(at);
    const part = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    return part;
  };
  try {
    next(); // cipher
    next(); // key derivation
    next(); // and its options
    at += 4; // number of keys
    const blob = next();
    const type = blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1');
    return asKey(parse(`${type} ${blob.toString('base64')}`));
  } catch {
    return null; // shorter than it says
  }
}

const asKey = (parsed: ParsedKey | Error): ParsedKey | null =>
  parsed instanceof Error ? null : parsed;

async function publicFile(path: string): Promise<ParsedKey | null> {
  const text = await readFile(`${path}.pub`, 'utf8').catch(() => '');
  return text === '' ? null : asKey(parse(text));
}

/** Throws `key-unusable`, or gives undefined when there is no such file. */
export async function readKeyFile(path: string): Promise<KeyFile | undefined> {
  let text: string;
  try {
    if ((await stat(path)).size > keyFileLimitBytes) throw new Error('too large for a key');
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(path, (error as NodeJS.ErrnoException).code ?? 'too large for a key');
  }
  const name = basename(path);
  const whole = parse(text);
  if (!(whole instanceof Error)) {
    const secret = whole.isPrivateKey() ? { locked: false, unlock: () => whole } : null;
    return { path, name, publicKey: whole, secret };
  }
  if (!/encrypted/i.test(whole.message)) throw unusable(path, whole.message);
  const unlock = (passphrase?: string): ParsedKey | undefined =>
    passphrase === undefined ? undefined : (asKey(parse(text, passphrase)) ?? undefined);
  return {
    path,
    name,
    publicKey: publicHalf(text) ?? (await publicFile(path)),
    secret: { locked: true, unlock },
  };
}
