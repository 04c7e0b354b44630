/** One more channel of the one login: a second ssh that speaks to the first by its control socket. */
import { spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { ContractError } from '../../contract/errors.ts';
import { hostGone } from '../ssh/host-gone.ts';
import { OpenRefused } from '../ssh/open-refused.ts';
import { plainText } from '../ssh/plain-text.ts';
import { within } from '../ssh/within.ts';
import { endsOf } from './child-ends.ts';

/** The host starts a program; a small one swaps. */
const openLimitMs = 30_000;
/** Its words until the channel is open. */
const wordsCharsMax = 8_000;

export interface ControlWay {
  readonly config: string;
  /** The control socket. */
  readonly path: string;
  readonly host: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ControlClient {
  /** Both directions; destroying it ends the client, and with it the channel. */
  readonly duplex: Duplex;
  readonly channel: { once(event: 'close', listener: () => void): unknown };
  /** What comes as errors after the channel has opened. */
  readonly errors: AsyncIterable<Uint8Array>;
  readonly ended: Promise<{ exitCode: number | null; signal: string | null }>;
}

/** Should the socket be gone, OpenSSH would log in anew: with this it cannot. */
export const onlyByControl = ({ config, path }: Pick<ControlWay, 'config' | 'path'>) => [
  ...['-F', config, '-S', path],
  ...['-o', 'ProxyCommand=/bin/false'],
];

/** Printed at the first level of `-v` by `mux_client_request_session` and `…_stdio_fwd` in mux.c. */
const opened = /^debug1: .*master session id: \d+\r?\n/m;

/**
 * Opens a channel. `args`: options that say what kind; `command`: for the shell of the host. Throws
 * `OpenRefused` with the server's reason, `host-gone`.
 */
export async function openByControl(
  way: ControlWay,
  { args, command }: { readonly args: readonly string[]; readonly command?: string },
): Promise<ControlClient> {
  const rest = command === undefined ? [] : [command];
  const words = ['-v', ...onlyByControl(way), ...args, '--', way.host, ...rest];
  const child = spawn('ssh', words, {
    env: { ...way.env, TERM: 'xterm-256color' },
    stdio: 'pipe',
  });
  const ended = new Promise<{ exitCode: number | null; signal: string | null }>((resolve) => {
    child.once('error', () => resolve({ exitCode: null, signal: null }));
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  // ssh ends when the host does: what we still wanted to say has no one to hear it.
  for (const stream of [child.stdin, child.stdout, child.stderr]) {
    stream.on('error', () => undefined);
  }
  const said = child.stderr[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    const first = await within(readUntilOpen(said), {
      limitMs: openLimitMs,
      late: () => new OpenRefused(0, 'no answer in time'),
    });
    const channel: ControlClient['channel'] = {
      // Not when all it said is read: nobody may want to.
      once: (_event, listener) => child.once('exit', listener),
    };
    return { duplex: endsOf(child), channel, errors: joined(first, said), ended };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** What came after it in the same piece. */
async function readUntilOpen(said: AsyncIterator<Buffer>): Promise<Buffer> {
  let text = '';
  while (true) {
    const next = await said.next().catch(() => ({ done: true as const, value: undefined }));
    if (next.done === true) throw refusedBy(text);
    text = (text + next.value.toString('latin1')).slice(-wordsCharsMax);
    const match = opened.exec(text);
    if (match !== null) return Buffer.from(text.slice(match.index + match[0].length), 'latin1');
  }
}

async function* joined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  while (true) {
    const next = await rest.next().catch(() => ({ done: true as const, value: undefined }));
    if (next.done === true) return;
    yield next.value;
  }
}

/** Texts of mux.c; behind the last colon stands what the server said. */
function refusedBy(text: string): Error {
  if (/Session open refused by peer/.test(text)) return new OpenRefused(2, '');
  const forward = /stdio forwarding request failed: (.*)/i.exec(text)?.[1];
  if (forward !== undefined) return new OpenRefused(reasonOf(forward), plainText(forward));
  const failed = /(?:request failed|open failed)[^:\n]*: (.*)/i.exec(text)?.[1];
  if (failed !== undefined) return new OpenRefused(0, plainText(failed));
  return new ContractError(hostGone());
}

const reasonOf = (said: string): number => (/administratively prohibited/i.test(said) ? 1 : 2);
