/** The only user of the library for pseudo terminals (ADR 0008). It is loaded with the first one. */
import { refuse } from '../../contract/errors.ts';

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly size: { readonly columns: number; readonly rows: number };
}

export interface PseudoTerminal {
  /** Bytes as the program wrote them, until it has ended. Read once; it waits for a slow reader. */
  readonly output: AsyncIterable<Uint8Array>;
  /** 128 and the signal's number when a signal ended it, as shells say it. */
  readonly ended: Promise<number>;
  write(chunk: Uint8Array): void;
  /** Throws when it has ended. */
  resize(size: { readonly columns: number; readonly rows: number }): void;
  /** Takes the terminal away: a hang-up for the program and its group. Resolves when it has ended. */
  hangUp(): Promise<void>;
}

type Library = Pick<typeof import('@lydell/node-pty'), 'spawn'>;

/** What may wait before the program has to. */
const fullBytes = 256 * 1024;
/** Below the 200 ms after which the library gives up what an ended program has left unread. */
const endCheckMs = 50;
/** A program that does not mind a hang-up for so long is killed. */
const hangUpLimitMs = 2_000;

const fetchLibrary = (): Promise<Library> => import('@lydell/node-pty');

async function load(fetch: () => Promise<Library>): Promise<Library> {
  try {
    return await fetch();
  } catch (error) {
    throw refuse('not-supported', 'There is no library for local terminals on this platform.', {
      detail: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    });
  }
}

/** Starts a program in a terminal of this machine. Throws `not-supported` where that cannot be done. */
export async function openPseudoTerminal(
  program: Program,
  fetch = fetchLibrary,
): Promise<PseudoTerminal> {
  const { spawn } = await load(fetch);
  const { file, args, env, folder, size } = program;
  // Null: bytes stay bytes.
  const options = { cols: size.columns, rows: size.rows, cwd: folder, env, encoding: null };
  const pty = spawn(file, [...args], options);
  const ended = endOf(pty);
  return {
    output: outputOf(pty, ended),
    ended,
    write(chunk) {
      // Typed as text only; the library copies any bytes.
      pty.write(chunk as unknown as string);
    },
    resize: ({ columns, rows }) => pty.resize(columns, rows),
    hangUp: () => hangUp(pty, ended),
  };
}

type Pty = ReturnType<Library['spawn']>;

function endOf(pty: Pty): Promise<number> {
  const { promise: ended, resolve } = Promise.withResolvers<number>();
  pty.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode));
  // Any fault but the usual end would otherwise be thrown where nobody can catch it.
  const emitter = pty as unknown as { on(event: 'error', listener: () => void): void };
  emitter.on('error', () => {});
  return ended;
}

function outputOf(pty: Pty, ended: Promise<number>): AsyncIterable<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let waitingBytes = 0;
  let over = false;
  let wake: (() => void) | undefined;
  let watch: NodeJS.Timeout | undefined;

  function goOn(): void {
    if (!watch) return;
    clearInterval(watch);
    watch = undefined;
    pty.resume();
  }
  function holdUp(): void {
    pty.pause();
    // What it wrote last must be read before the library lets go of an ended program's terminal.
    watch = setInterval(() => {
      if (!isAlive(pty.pid)) goOn();
    }, endCheckMs);
  }
  pty.onData((data: unknown) => {
    const chunk = data instanceof Uint8Array ? data : Buffer.from(String(data));
    chunks.push(chunk);
    waitingBytes += chunk.byteLength;
    if (waitingBytes >= fullBytes && !watch && isAlive(pty.pid)) holdUp();
    wake?.();
  });
  ended.then(
    () => {
      over = true;
      clearInterval(watch);
      wake?.();
    },
    () => {},
  );
  return (async function* read() {
    for (;;) {
      const chunk = chunks.shift();
      if (chunk) {
        waitingBytes -= chunk.byteLength;
        if (waitingBytes < fullBytes) goOn();
        yield chunk;
      } else if (over) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
    }
  })();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function hangUp(pty: Pty, ended: Promise<number>): Promise<void> {
  if (process.platform === 'win32') {
    pty.kill();
    await ended;
    return;
  }
  signalGroup(pty.pid, 'SIGHUP');
  // A stopped group would hear of it only when it goes on.
  signalGroup(pty.pid, 'SIGCONT');
  const kill = setTimeout(() => signalGroup(pty.pid, 'SIGKILL'), hangUpLimitMs);
  await ended;
  clearTimeout(kill);
}

/** The program leads its group; what a shell has in the foreground hears of the shell's end. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}
