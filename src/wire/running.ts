import type { OperationDefinition } from '../contract/define.ts';
import { ContractError, Problem, refuse, toProblem } from '../contract/errors.ts';
import type { Frame } from './frames.ts';
import { maxValueBytes } from './limits.ts';
import { parseInput, parseOutput } from './parse.ts';
import { pump } from './pump.ts';
import { createReceiver } from './receiver.ts';
import { createSender } from './sender.ts';
import { sizeOf } from './sizes.ts';

/** A handler with its types taken off; `serve` has checked them against the contract. */
export type AnyHandler = (...parameters: readonly unknown[]) => unknown;

export interface Job {
  readonly id: number;
  readonly definition: OperationDefinition;
  readonly handler: AnyHandler;
  readonly input: unknown;
  readonly send: (frame: Frame) => void;
  /** Words an error that is not ours: tells it to the log and returns the log's id, if any. */
  readonly report: (error: unknown) => string | undefined;
  readonly checkOutput: boolean;
}

/** One operation under way on the serving side. The booleans are false for a broken protocol. */
export interface Running {
  readonly data: (value: unknown) => boolean;
  readonly end: () => boolean;
  readonly credit: (bytes: number) => boolean;
  readonly cancel: (error: ContractError) => void;
  /** Settles when the handler has returned and cleaned up. Never rejects. */
  readonly finished: Promise<void>;
}

/** Starts the handler and sees that exactly one of end, err and cancel closes the operation. */
export function run(job: Job): Running {
  const { id, definition, send } = job;
  const abort = new AbortController();
  const sender = createSender({
    delivery: definition.kind === 'stream' ? definition.delivery : 'all',
    post: (value) => send({ type: 'data', id, value }),
  });
  const up = createReceiver((bytes) => send({ type: 'credit', id, bytes }));
  let over = false;
  let upEnded = definition.kind !== 'duplex';

  function close(frame: Frame | undefined, error?: ContractError): void {
    if (over) return;
    over = true;
    sender.stop();
    up.stop(error);
    if (frame !== undefined) send(frame);
    // Also after an end: what the handler tied to its signal goes with it.
    abort.abort(error);
  }

  function checked(value: unknown): unknown {
    return job.checkOutput ? parseOutput(definition, value) : value;
  }

  async function answer(input: unknown): Promise<void> {
    const context = { signal: abort.signal };
    if (definition.kind === 'call') {
      const value = checked(await job.handler(input, context));
      if (sizeOf(value) > maxValueBytes) throw new RangeError('An answer is too large.');
      close({ type: 'end', id, value });
      return;
    }
    const events =
      definition.kind === 'stream'
        ? job.handler(input, context)
        : job.handler(input, upwards(), context);
    await pump(events as AsyncIterable<unknown>, {
      signal: abort.signal,
      put: (value) => sender.push(checked(value)),
      room: sender.room,
    });
    if (await sender.posted()) close({ type: 'end', id });
  }

  function upwards(): AsyncIterable<unknown> {
    const iterator = {
      next: up.next,
      return: () => {
        up.discard();
        return Promise.resolve({ done: true as const, value: undefined });
      },
    };
    return { [Symbol.asyncIterator]: () => iterator };
  }

  async function execute(): Promise<void> {
    try {
      await answer(parseInput(definition.input, job.input));
    } catch (error) {
      // After a cancel the handler's complaint has no reader: it was told to stop.
      if (over) return;
      const problem = problemOf(error, job.report);
      // What was made before the failure arrives before it.
      if (await sender.posted()) close({ type: 'err', id, problem });
    }
  }

  return {
    data: (value) => {
      if (upEnded) return false;
      if (over || definition.kind !== 'duplex') return true;
      try {
        // Credit is counted on what came, not on what the schema makes of it.
        return up.accept(value, (raw) => parseInput(definition.up, raw));
      } catch (error) {
        const problem = toProblem(error);
        close({ type: 'err', id, problem }, refuse(problem.code, problem.message));
        return true;
      }
    },
    end: () => {
      if (upEnded) return false;
      upEnded = true;
      up.end();
      return true;
    },
    credit: (bytes) => over || sender.credit(bytes),
    cancel: (error) => close(undefined, error),
    finished: execute(),
  };
}

/**
 * An error as the other side will read it. Its shape is checked: `facts` with an `undefined` in it
 * would be refused over there as a broken protocol.
 */
function problemOf(error: unknown, report: Job['report']): Problem {
  const problem = toProblem(error);
  if (!(error instanceof ContractError)) {
    const logId = report(error);
    return logId === undefined ? problem : { ...problem, detail: logId };
  }
  if (Problem.safeParse(problem).success) return problem;
  report(error);
  return { code: problem.code, message: problem.message };
}
