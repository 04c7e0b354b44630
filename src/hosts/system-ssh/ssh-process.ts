/** The system's ssh as a process: it ends with us, whatever happens to us. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** Its words since the start; more is cut at the front. */
const printedCharsMax = 32_000;
/** To say goodbye to the host. */
const graceMs = 1_000;

/**
 * Ends ssh when the app is gone: the shell's input is a pipe that we hold. ssh itself must have
 * none, and no terminal either.
 */
const keeper = `exec 3<&0
"$@" 3<&- </dev/null &
ssh=$!
{ cat <&3; kill $ssh; } >/dev/null 2>&1 &
guard=$!
exec 3<&-
wait $ssh
said=$?
kill $guard 2>/dev/null
exit $said`;

export interface SshProcess {
  /** What it has printed so far. */
  printed(): string;
  /** Resolves with the exit code, null when a signal ended it. */
  readonly ended: Promise<number | null>;
  close(): void;
}

export function startSsh(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SshProcess {
  const child = spawn('/bin/sh', ['-c', keeper, 'sh', 'ssh', ...args], {
    env,
    stdio: ['pipe', 'ignore', 'pipe'],
    // A group of its own: what it has started (a ProxyCommand, a question) ends with it.
    detached: true,
  });
  let printed = '';
  const reading = read(child.stderr, (text) => {
    printed = (printed + text).slice(-printedCharsMax);
  });
  child.stdin.on('error', () => undefined);
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // Nobody is left.
    }
  };
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  }).then(async (code) => {
    child.stdin.destroy();
    // Its last words are in the pipe; what it has started may hold the other end.
    await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 200))]);
    signal('SIGKILL');
    return code;
  });
  return {
    printed: () => printed,
    ended,
    close() {
      signal('SIGTERM');
      setTimeout(() => signal('SIGKILL'), graceMs).unref();
    },
  };
}

async function read(stream: Readable, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of stream) take(decoder.decode(chunk as Buffer, { stream: true }));
  } catch {
    // Closed with the process.
  }
}
