/**
 * Ends a process that we started in a container. Engines have no call for that: a closed connection
 * leaves the process running. So each carries a marker in its environment, which its children inherit,
 * and a shell of the container looks for it in `/proc` and signals what has it.
 */
import type { CallOptions } from '../../contract/define.ts';
import { ContractError } from '../../contract/errors.ts';
import type { Engine, HijackedStream } from '../docker/engine.ts';
import { type ExecInput, inspectExec, runExec } from './exec.ts';

const markerName = 'LONGSHORE_TERMINAL';

/** The environment entry for one process; `id` is ours, of hex digits and dashes. */
export function execMarker(id: string): string {
  return `${markerName}=${id}`;
}

/**
 * Only builtins of a POSIX shell: a small image has no grep. `read` drops the zeros between the
 * entries. The shell that runs this has the marker in its arguments, not in its environment.
 */
export function killScript(marker: string, signal: 'HUP' | 'KILL'): string {
  return [
    'for f in /proc/[0-9]*/environ; do',
    'while IFS= read -r l || [ -n "$l" ]; do',
    `case "$l" in *${marker}*) p=\${f#/proc/}; kill -${signal} "\${p%/environ}"; break;; esac;`,
    'l=; done < "$f"; done 2>/dev/null; exit 0',
  ].join(' ');
}

/** How a shell may be called where the session's own command is none. */
const shells: readonly (readonly string[])[] = [
  ['sh'],
  ['/bin/sh'],
  ['/bin/busybox', 'sh'],
  ['/busybox/sh'],
];

export interface EndExecInput {
  readonly execId: string;
  readonly marker: string;
  /** As the process was started: the signal must come from the same user. */
  readonly exec: Pick<ExecInput, 'container' | 'command' | 'user' | 'tty'>;
  readonly stream: HijackedStream;
}

/** Time for a shell to pass the hang-up on to its jobs before it is killed. */
const graceMs = 500;
const pollMs = 50;
/** For the whole way; past it the process is reported as still there. */
const limitMs = 15_000;

async function waitEnd(engine: Engine, execId: string, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  for (;;) {
    if (!(await inspectExec(engine, execId)).running) return true;
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** False when the container has no shell that could look for the marker. */
async function signalMarked(
  engine: Engine,
  { exec, marker }: EndExecInput,
  signal: 'HUP' | 'KILL',
): Promise<boolean> {
  const [own = ''] = exec.command;
  const candidates = /sh$/.test(own) ? [[own], ...shells] : shells;
  for (const shell of candidates) {
    try {
      const { exitCode } = await runExec(
        engine,
        {
          container: exec.container,
          command: [...shell, '-c', killScript(marker, signal)],
          user: exec.user,
          tty: true,
        },
        { signal: AbortSignal.timeout(limitMs) },
      );
      if (exitCode === 0) return true;
    } catch (error) {
      if (!(error instanceof ContractError) || !passing.has(error.code)) throw error;
    }
  }
  return false;
}

const passing: ReadonlySet<string> = new Set([
  'executable-not-found',
  'executable-not-allowed',
  'exec-format-error',
]);

/** What a person would press: interrupt, end of input, and the word that shells know. */
async function askToLeave(stream: HijackedStream): Promise<void> {
  for (const keys of ['\u0003', '\u0004', '\rexit\r', '\u001c']) {
    await stream.write(Buffer.from(keys));
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/**
 * True once the process has ended; false when it could not be reached (no shell in the container, and
 * it did not leave when asked). The connection is closed either way.
 */
export async function endExec(
  engine: Engine,
  input: EndExecInput,
  _options: CallOptions = {},
): Promise<boolean> {
  try {
    if (!(await inspectExec(engine, input.execId)).running) return true;
    const reached = await signalMarked(engine, input, 'HUP');
    if (reached) {
      if (await waitEnd(engine, input.execId, graceMs)) {
        // What ignored the hang-up of its shell (nohup, a daemon of its own) goes too.
        await signalMarked(engine, input, 'KILL');
        return true;
      }
      await signalMarked(engine, input, 'KILL');
      return await waitEnd(engine, input.execId, graceMs * 4);
    }
    if (input.exec.tty) await askToLeave(input.stream).catch(() => undefined);
    input.stream.endInput();
    return await waitEnd(engine, input.execId, graceMs * 2);
  } catch (error) {
    // The container has stopped or is gone, and the process with it.
    if (error instanceof ContractError && ended.has(error.code)) return true;
    throw error;
  } finally {
    input.stream.close();
  }
}

const ended: ReadonlySet<string> = new Set(['not-found', 'not-running']);
