import { ContractError, type ErrorCode, refuse } from '../../contract/errors.ts';
import {
  type ExecInput,
  type ExecProcess,
  inspectExec,
  openExec,
} from '../../engine/containers/exec.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { pause } from '../flow/latest.ts';

/** Best first, by PATH and then by the usual places; an image has at least one of them, or none at all. */
const shells: readonly (readonly string[])[] = [
  ['bash'],
  ['ash'],
  ['sh'],
  ['/bin/sh'],
  ['/bin/busybox', 'sh'],
  ['/busybox/sh'],
];

/** Exit codes by which a runtime says that it could not run the command. */
const cannotRun: ReadonlySet<number> = new Set([126, 127]);
const passing: ReadonlySet<ErrorCode> = new Set([
  'executable-not-found',
  'executable-not-allowed',
  'exec-format-error',
]);
/** A shell that has not said or done anything by then runs. */
const promptWaitMs = 1_000;
/** An exec's end is known a little after its output has ended. */
const endChecks = 20;
const endCheckMs = 50;

export interface OpenedExec {
  readonly process: ExecProcess;
  readonly command: readonly string[];
  /** The output with what was read while trying. */
  readonly output: AsyncIterable<Uint8Array>;
}

/** Opens the preferred shell or the best that the container has. Throws `executable-not-found` when it has none. */
export async function openBestShell(
  engine: Engine,
  input: Omit<ExecInput, 'command'>,
  preferred: string,
): Promise<OpenedExec> {
  const own = preferred.trim() === '' ? [] : [preferred.trim().split(/\s+/)];
  for (const command of [...own, ...shells]) {
    const opened = await tryCommand(engine, { ...input, command });
    if (opened) return opened;
  }
  throw refuse('executable-not-found', 'No shell was found in this container.', {
    facts: { name: 'sh' },
    mend: { kind: 'use-other-shell' },
  });
}

async function tryCommand(engine: Engine, input: ExecInput): Promise<OpenedExec | undefined> {
  try {
    const process = await openExec(engine, input);
    const iterator = process.stream.output[Symbol.asyncIterator]();
    const first = iterator.next();
    const answer = await Promise.race([first, pause(promptWaitMs)]);
    if (answer && (await couldNotRun(engine, process.execId, answer))) {
      process.stream.close();
      return undefined;
    }
    return { process, command: input.command, output: resumed(iterator, first) };
  } catch (error) {
    if (error instanceof ContractError && passing.has(error.code)) return undefined;
    throw error;
  }
}

/** Old engines answer with the runtime's words as output, and an exit code. */
async function couldNotRun(
  engine: Engine,
  execId: string,
  answer: IteratorResult<Uint8Array>,
): Promise<boolean> {
  const text = answer.done ? '' : new TextDecoder().decode(answer.value.subarray(0, 4_096));
  if (!answer.done && !/exec|runtime|not found|no such file/i.test(text)) return false;
  const code = await exitCodeOf(engine, execId, answer.done ? endChecks : 4);
  return code !== null && cannotRun.has(code);
}

/** The exit code once the process has ended; null when it still runs after the checks, or nobody knows. */
export async function exitCodeOf(
  engine: Engine,
  execId: string,
  checks = endChecks,
): Promise<number | null> {
  for (let check = 0; check < checks; check += 1) {
    const { running, exitCode } = await inspectExec(engine, execId);
    if (!running) return exitCode;
    await pause(endCheckMs);
  }
  return null;
}

async function* resumed(
  iterator: AsyncIterator<Uint8Array>,
  first: Promise<IteratorResult<Uint8Array>>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = await first; !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
