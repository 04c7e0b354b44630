/** A process of our own in a running container. */
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import type { ContainerId } from '../../contract/ids.ts';
import type { TerminalSize } from '../../contract/terminals.ts';
import { apiAtLeast, type Engine, type HijackedStream } from '../docker/engine.ts';
import { segment } from '../docker/path.ts';
import { flag, number, text } from '../docker/shapes.ts';
import { neverDetach } from './detach-keys.ts';

export interface ExecInput {
  readonly container: ContainerId;
  readonly command: readonly string[];
  readonly tty: boolean;
  readonly stdin?: boolean;
  /** Absent: the container's own. */
  readonly user?: string | undefined;
  readonly workingDir?: string | undefined;
  /** `NAME=value` */
  readonly env?: readonly string[];
  /** With a TTY, from the first byte where the engine can (API 1.42). */
  readonly size?: TerminalSize | undefined;
}

export interface ExecProcess {
  readonly execId: string;
  readonly tty: boolean;
  /** Raw with a TTY, multiplexed without one: see `demux`. */
  readonly stream: HijackedStream;
}

export interface ExecState {
  readonly running: boolean;
  /** Null while it runs. */
  readonly exitCode: number | null;
  /** On the engine's machine. */
  readonly pid: number;
}

/** The size before the first byte is taken on creation from this version on. */
const sizeOnCreateSince = '1.42';
const execTimeoutMs = 30_000;

const Created = z.object({ Id: z.string().min(1) });

/** Throws `not-running`, `container-paused`, `not-found`. */
export async function createExec(
  engine: Engine,
  input: ExecInput,
  options: CallOptions = {},
): Promise<string> {
  const size =
    input.tty && input.size !== undefined && apiAtLeast(engine, sizeOnCreateSince)
      ? { ConsoleSize: [input.size.rows, input.size.columns] }
      : {};
  const { Id } = await engine.json(Created, {
    method: 'POST',
    path: `/containers/${segment(input.container)}/exec`,
    body: {
      Cmd: input.command,
      Tty: input.tty,
      AttachStdin: input.stdin === true,
      AttachStdout: true,
      AttachStderr: true,
      DetachKeys: neverDetach,
      ...(input.user === undefined || input.user === '' ? {} : { User: input.user }),
      ...(input.workingDir === undefined || input.workingDir === ''
        ? {}
        : { WorkingDir: input.workingDir }),
      ...(input.env === undefined ? {} : { Env: input.env }),
      ...size,
    },
    signal: options.signal,
    timeoutMs: execTimeoutMs,
    about: { operation: 'exec-create', id: input.container },
  });
  return Id;
}

/**
 * Starts and gives both directions. A command that does not exist is not always refused: Docker
 * answers with its text in the stream and exit code 126 or 127.
 */
export async function openExec(
  engine: Engine,
  input: ExecInput,
  options: CallOptions = {},
): Promise<ExecProcess> {
  const execId = await createExec(engine, input, options);
  const sizeNow =
    input.tty && input.size !== undefined && apiAtLeast(engine, sizeOnCreateSince)
      ? { ConsoleSize: [input.size.rows, input.size.columns] }
      : {};
  const stream = await engine.hijack({
    method: 'POST',
    path: `/exec/${segment(execId)}/start`,
    body: { Detach: false, Tty: input.tty, ...sizeNow },
    signal: options.signal,
    timeoutMs: execTimeoutMs,
    about: { operation: 'exec-start', id: input.container, name: input.command[0] },
  });
  if (input.tty && input.size !== undefined && !apiAtLeast(engine, sizeOnCreateSince)) {
    await resizeSoon(engine, { execId, size: input.size }, options);
  }
  return { execId, tty: input.tty, stream };
}

/** How often and how long a size is tried while the process is still being made. */
const resizeTries = 10;
const resizePauseMs = 20;

interface ResizeInput {
  readonly execId: string;
  readonly size: TerminalSize;
}

/** Old engines refuse a size for the first milliseconds. Gives up silently: the next resize holds. */
async function resizeSoon(engine: Engine, input: ResizeInput, options: CallOptions): Promise<void> {
  for (let i = 0; i < resizeTries && options.signal?.aborted !== true; i += 1) {
    try {
      await resizeExec(engine, input, options);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, resizePauseMs));
    }
  }
}

export async function resizeExec(
  engine: Engine,
  { execId, size }: ResizeInput,
  options: CallOptions = {},
): Promise<void> {
  await engine.run({
    method: 'POST',
    path: `/exec/${segment(execId)}/resize`,
    query: { h: size.rows, w: size.columns },
    signal: options.signal,
    timeoutMs: execTimeoutMs,
    about: { operation: 'exec-resize', id: execId },
  });
}

const Inspected = z.object({ Running: flag, ExitCode: number.nullable(), Pid: number, ID: text });

export async function inspectExec(
  engine: Engine,
  execId: string,
  options: CallOptions = {},
): Promise<ExecState> {
  const said = await engine.json(Inspected, {
    path: `/exec/${segment(execId)}/json`,
    signal: options.signal,
    timeoutMs: execTimeoutMs,
    about: { operation: 'exec-inspect', id: execId },
  });
  return {
    running: said.Running,
    exitCode: said.Running ? null : (said.ExitCode ?? 0),
    pid: said.Pid,
  };
}

export interface ExecResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a short command to its end and gives what it printed, at most the first 64 KiB. */
export async function runExec(
  engine: Engine,
  input: ExecInput,
  options: CallOptions = {},
): Promise<ExecResult> {
  const { execId, stream } = await openExec(engine, { ...input, tty: true }, options);
  const decoder = new TextDecoder();
  let output = '';
  for await (const chunk of stream.output) {
    if (output.length < 65_536) output += decoder.decode(chunk, { stream: true });
  }
  const { exitCode } = await inspectExec(engine, execId, options);
  return { exitCode, output };
}
