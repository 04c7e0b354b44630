/** A program on the host that passes the bytes on to the engine's socket. */
import type { Duplex } from 'node:stream';
import type { Connection, Program } from './connection.ts';
import { plainText } from './plain-text.ts';
import type { Sessions, SessionUse } from './sessions.ts';

/** The end of what it says is the reason why it ended. */
const errorTailLength = 4_000;

export interface Relay {
  readonly duplex: Duplex;
  /** What it has said about itself, once it has ended; at most after `waitMs`. */
  complaint(waitMs?: number): Promise<string>;
}

export interface RelayHost {
  readonly connection: Connection;
  readonly sessions: Sessions;
}

async function readTail({ channel }: Program, into: { text: string }): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of channel.stderr) {
    into.text = (into.text + decoder.decode(chunk as Buffer, { stream: true })).slice(
      -errorTailLength,
    );
  }
}

export interface RelayCommand {
  readonly command: string;
  /** Goes in before all else: a password that the program waits for. */
  readonly first?: string | undefined;
  readonly use?: SessionUse | undefined;
}

export async function openRelay(
  { sessions }: Pick<RelayHost, 'sessions'>,
  { command, first, use }: RelayCommand,
): Promise<Relay> {
  const program = await sessions.openWhenFree((on) => on.exec(command), use);
  const said = { text: '' };
  const read = readTail(program, said).catch(() => undefined);
  if (first !== undefined) program.duplex.write(first);
  return {
    duplex: program.duplex,
    async complaint(waitMs = 2_000) {
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, waitMs);
      });
      await Promise.race([read, enough]);
      clearTimeout(timer);
      return plainText(said.text);
    },
  };
}

export interface Ran {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: number | null;
}

const outputLimit = 64 * 1024;

/** Runs a short command line to its end: its input, and what it printed (64 KiB at most). */
export async function runShort(
  { sessions }: RelayHost,
  { command, input, signal }: { command: string; input: string; signal: AbortSignal },
): Promise<Ran> {
  const program = await sessions.open((on) => on.exec(command));
  const said = { text: '' };
  const read = readTail(program, said).catch(() => undefined);
  let exitCode: number | null = null;
  program.channel.once('exit', (code: number | null) => {
    exitCode = code;
  });
  const stop = (): void => {
    program.duplex.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  const limit = setTimeout(stop, runLimitMs);
  const decoder = new TextDecoder();
  let output = '';
  try {
    const closed = new Promise<void>((resolve) => {
      program.channel.once('close', resolve);
      program.duplex.once('close', resolve);
    });
    program.duplex.end(input);
    for await (const chunk of program.duplex) {
      output += decoder.decode(chunk as Buffer, { stream: true });
      if (output.length > outputLimit) break;
    }
    await Promise.all([read, closed]);
  } catch {
    // What it has said until then must do; the caller looks for its end mark.
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', stop);
    stop();
  }
  return { output, errors: plainText(said.text), exitCode };
}

/** A probe asks for a few files; `nc -h` and the like answer at once. */
const runLimitMs = 20_000;
