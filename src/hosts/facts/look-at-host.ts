import { randomBytes } from 'node:crypto';
import { refuse } from '../../contract/errors.ts';
import type { HostFacts } from '../../contract/hosts.ts';
import type { HostLogin, HostProcess } from '../reached.ts';
import { shellQuote } from '../ssh/shell-quote.ts';
import { cancelled, within } from '../ssh/within.ts';
import { factsScript } from './facts-script.ts';
import { readFacts } from './read-facts.ts';

const limitMs = 10_000;
/** The answer is less than two kilobytes; a login script may say more. */
const outputMax = 64 * 1024;

export interface Look {
  /** A folder of the engine's, whose disk is looked at; empty when it is not known. */
  readonly dataRoot: string;
  readonly signal: AbortSignal;
}

/**
 * One session, one script through its input. A look that was cut short, or takes longer than 10 s,
 * tells what had come by then. Throws `host-gone`, `sessions-exhausted`, `cancelled`, and
 * `engine-timeout` when the host is too busy to tell anything.
 */
export async function lookAtHost(login: HostLogin, { dataRoot, signal }: Look): Promise<HostFacts> {
  const mark = randomBytes(12).toString('hex');
  const late = AbortSignal.timeout(limitMs);
  const over = AbortSignal.any([signal, late]);
  // One that opens after the time is over is closed by its signal.
  const opened = await within(login.run('exec /bin/sh', over), {
    ...{ limitMs, signal, late: tooLate },
  });
  const output = await outputOf(
    opened,
    `mark=${mark}; data=${shellQuote(askable(dataRoot))}\n${factsScript}`,
  );
  if (signal.aborted) throw cancelled();
  if (late.aborted && !output.includes(mark)) throw tooLate();
  return readFacts(output, { mark, atMs: Date.now() });
}

const tooLate = () => refuse('engine-timeout', 'The host did not answer in time.');

/** The engine's word is a stranger's: what no shell can hold is not asked about. */
const askable = (path: string) => (/^\/[^\u0000-\u001f]{0,4000}$/.test(path) ? path : '');

async function outputOf({ channel }: HostProcess, input: string): Promise<string> {
  const decoder = new TextDecoder();
  let output = '';
  try {
    channel.end(input);
    for await (const part of channel) {
      output += decoder.decode(part as Buffer, { stream: true });
      if (output.length > outputMax) break;
    }
  } catch {
    // Cut short.
  } finally {
    channel.destroy();
  }
  return output.slice(0, outputMax);
}
