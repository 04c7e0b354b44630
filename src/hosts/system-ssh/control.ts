/** More of the one login: OpenSSH's own control socket, in the private folder. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { onlyByControl } from './control-client.ts';
import { type Forward, forwardText } from './ssh-options.ts';

/** A probe asks for a few files. */
const limitMs = 20_000;
const outputCharsMax = 64 * 1024;

export interface Control {
  /** Runs a script on the host by `/bin/sh`; what it printed until then when it takes too long. */
  shell(script: string): Promise<string>;
  /** One more socket; false when OpenSSH does not do it. */
  forward(forward: Forward): Promise<boolean>;
}

export interface ControlInput {
  readonly config: string;
  /** The control socket. */
  readonly path: string;
  readonly host: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

export function createControl({ config, path, host, env, signal }: ControlInput): Control {
  const common = onlyByControl({ config, path });

  async function run(args: readonly string[], input: string) {
    const child = spawn('ssh', [...common, ...args], {
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
    });
    const ended = new Promise<number | null>((resolve) => {
      child.once('error', () => resolve(null));
      child.once('close', resolve);
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const [output, exitCode] = await Promise.all([collect(child.stdout), ended]);
    return { output, exitCode };
  }

  return {
    shell: async (script) => (await run(['-T', '--', host, 'exec /bin/sh'], script)).output,
    forward: async (forward) =>
      (await run(['-O', 'forward', '-L', forwardText(forward), '--', host], '')).exitCode === 0,
  };
}

async function collect(stream: Readable): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of stream) {
      if (text.length < outputCharsMax) text += decoder.decode(chunk as Buffer, { stream: true });
    }
  } catch {
    // Ended by the limit; the reader looks for its end mark.
  }
  return text;
}
