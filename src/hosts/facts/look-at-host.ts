import { randomBytes } from 'node:crypto';
import { refuse } from '../../contract/errors.ts';
import type { HostFacts } from '../../contract/hosts.ts';
import type { HostLogin } from '../reached.ts';
import { shellQuote } from '../ssh/shell-quote.ts';
import { factsScript } from './facts-script.ts';
import { readFacts } from './read-facts.ts';

const limitMs = 10_000;
/** The answer is less than two kilobytes; a login script may say more. */
const outputMax = 64 * 1024;

/**
 * One session, one script through its input. `dataRoot`: a folder of the engine's, whose disk is
 * looked at. Throws `host-gone`, `sessions-exhausted`, or `engine-timeout` when the host is too busy to answer.
 */
export async function lookAtHost(
  login: HostLogin,
  { dataRoot, signal }: { readonly dataRoot: string; readonly signal: AbortSignal },
): Promise<HostFacts> {
  const mark = randomBytes(12).toString('hex');
  const late = AbortSignal.timeout(limitMs);
  const { channel, ended } = await login.run('exec /bin/sh', AbortSignal.any([signal, late]));
  channel.end(`mark=${mark}; data=${shellQuote(dataRoot)}\n${factsScript}`);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of channel) {
      parts.push(part as Buffer);
      size += (part as Buffer).length;
      if (size > outputMax) break;
    }
    await ended;
  } catch {
    // A look that was cut short tells what had come by then.
  } finally {
    channel.destroy();
  }
  if (late.aborted && parts.length === 0) {
    throw refuse('engine-timeout', 'The host did not answer in time.');
  }
  return readFacts(Buffer.concat(parts).toString('utf8'), { mark, atMs: Date.now() });
}
