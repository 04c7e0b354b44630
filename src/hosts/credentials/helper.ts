/**
 * The programs that keep logins for the Docker CLI (`docker-credential-pass`, `-osxkeychain`, …): a word as their
 * argument, the rest by standard input and output, so that no secret stands in a command line.
 * Source: github.com/docker/docker-credential-helpers.
 */
import { spawn } from 'node:child_process';
import { refuse } from '../../contract/errors.ts';
import type { Surroundings } from '../found-host.ts';

export type HelperVerb = 'get' | 'store' | 'erase' | 'list';

export interface HelperCall {
  /** `pass`, as `credsStore` names it. */
  readonly helper: string;
  readonly verb: HelperVerb;
  readonly input: string;
}

/** A keychain may ask the person to unlock it. */
const limitMs = 60_000;
const outputLimitBytes = 1024 * 1024;

/** Nothing that leads out of the search path, and no option. */
const helperName = /^[A-Za-z0-9][\w.-]{0,99}$/;

/** What helpers say instead of an answer, on standard output and with a code that is not 0. */
const absentWords = /credentials not found|no credentials server URL|item not found/i;

/** Null where the helper keeps nothing for it. Throws `credential-helper`. */
export async function askHelper(
  { env }: Pick<Surroundings, 'env'>,
  { helper, verb, input }: HelperCall,
): Promise<string | null> {
  if (!helperName.test(helper)) throw failed(helper, 'This is not the name of a program.');
  const child = spawn(`docker-credential-${helper}`, [verb], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: AbortSignal.timeout(limitMs),
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A helper may end before it has read all.
  child.stdin.once('error', () => {});
  child.stdin.end(input);
  try {
    const [code, out, words] = await Promise.all([ended, read(child.stdout), read(child.stderr)]);
    if (code === 0) return out;
    if (absentWords.test(out)) return null;
    // What it printed for `get` may be a secret after all; of the others only words are told.
    throw failed(helper, verb === 'get' ? '' : (out.trim() || words.trim()).slice(0, 500));
  } catch (error) {
    child.kill('SIGKILL');
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw failed(helper, 'It is not installed.');
    if (code === 'ABORT_ERR') throw failed(helper, `It did not end within ${limitMs / 1000} s.`);
    throw error instanceof Error && 'problem' in error ? error : failed(helper, code);
  }
}

async function read(stream: NodeJS.ReadableStream): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > outputLimitBytes) break;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

function failed(helper: string, detail: string) {
  return refuse('credential-helper', `docker-credential-${helper} did not do its work.`, {
    facts: { helper: `docker-credential-${helper}` },
    ...(detail === '' ? {} : { detail }),
  });
}
