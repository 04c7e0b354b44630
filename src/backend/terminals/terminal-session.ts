import { type Problem, refuse, toProblem } from '../../contract/errors.ts';
import type { Terminal, TerminalSize } from '../../contract/terminals.ts';
import { isGone } from '../connections/reasons.ts';
import { paced } from '../flow/paced.ts';
import { createByteRing } from './byte-ring.ts';
import type { TerminalProcess } from './terminal-process.ts';
import { createViewers } from './viewers.ts';

export interface View {
  readonly size: TerminalSize;
  readonly up: AsyncIterable<Uint8Array | TerminalSize>;
  readonly signal: AbortSignal;
}

export interface TerminalSession {
  /** Scrollback, then what comes; ends with the process. */
  view(view: View): AsyncGenerator<Uint8Array, void, undefined>;
  /** Ends the process of an exec, detaches from a main process. */
  end(): Promise<void>;
}

/** Some 10,000 lines of a usual log. */
const ringBytes = 1024 * 1024;
/** Exit codes by which a runtime says that the command is not there or may not be run. */
const notFoundCode = 127;
const notAllowedCode = 126;

export interface SessionEnd {
  readonly exitCode: number | null;
  readonly problem: Problem | null;
}

/** Pumps a process's output into the ring and to whoever looks, from now until its end. */
export function startSession(
  process: TerminalProcess,
  options: { size: TerminalSize; kind: Terminal['target']['kind']; onEnd(end: SessionEnd): void },
): TerminalSession {
  const ring = createByteRing(ringBytes);
  const viewers = createViewers(() => ring.snapshot());
  let size = options.size;
  let ended = false;

  async function pump(): Promise<SessionEnd> {
    try {
      for await (const chunk of process.output) {
        ring.push(chunk);
        viewers.push(chunk);
        await viewers.ready();
      }
      const exitCode = await process.exitCode();
      return { exitCode, problem: options.kind === 'exec' ? whyNotRun(exitCode, ring) : null };
    } catch (error) {
      return { exitCode: null, problem: whyCut(error) };
    }
  }

  pump().then(
    (end) => {
      ended = true;
      options.onEnd(end);
      viewers.end();
    },
    () => {},
  );

  function setSize(next: TerminalSize): void {
    if (ended || (next.columns === size.columns && next.rows === size.rows)) return;
    size = next;
    // A size that comes too late for a process is no fault.
    process.resize(next).catch(() => {});
  }

  async function takeInput({ up, size: first }: View): Promise<void> {
    let own = first;
    for await (const value of up) {
      if (value instanceof Uint8Array) {
        // Whoever types is who looks.
        setSize(own);
        if (!ended) await process.write(value).catch(() => {});
      } else {
        own = value;
        setSize(value);
      }
    }
  }

  return {
    async *view(view) {
      const viewer = viewers.add(ring.snapshot(), view.size);
      setSize(view.size);
      takeInput(view).catch(() => {});
      try {
        yield* paced(viewer.output(view.signal));
      } finally {
        viewer.leave();
      }
    },
    end: () => process.end(),
  };
}

/** However the cut showed: a closed connection, or nobody to ask for the exit code. */
function whyCut(error: unknown): Problem {
  const problem = toProblem(error);
  if (!isGone(error) || problem.code === 'host-gone') return problem;
  return refuse('engine-gone', 'The connection to the engine was cut.').problem;
}

/** A runtime that could not run the command says so as output, not as a refusal. */
function whyNotRun(exitCode: number | null, ring: { snapshot(): Uint8Array[] }): Problem | null {
  if (exitCode !== notFoundCode && exitCode !== notAllowedCode) return null;
  const text = Buffer.concat(ring.snapshot()).toString('utf8').trim();
  if (!/^(OCI runtime exec failed|.*crun: |.*runc: |exec failed)/.test(text)) return null;
  const mend = { kind: 'use-other-shell' } as const;
  const detail = text.slice(0, 500);
  return exitCode === notFoundCode || /no such file|not found/i.test(text)
    ? refuse('executable-not-found', 'The container has no such program.', { detail, mend }).problem
    : refuse('executable-not-allowed', 'The program may not be run.', { detail, mend }).problem;
}
