import type { Contract, HandlersOf, OperationDefinition } from '../contract/define.ts';
import { type ContractError, refuse, toProblem } from '../contract/errors.ts';
import { type Frame, type ParsedFrame, parseFrame } from './frames.ts';
import { maxOpen, maxValueBytes } from './limits.ts';
import type { Link } from './link.ts';
import { type AnyHandler, type Running, run } from './running.ts';
import { sizeOf } from './sizes.ts';

export interface ServeOptions {
  /** Compared with the client's; two ends of different builds refuse each other. */
  readonly version?: string;
  /** Told every error that is not a `ContractError`. A returned string, a log id, reaches the caller. */
  readonly onInternalError?: (error: unknown, operation: string) => unknown;
  /** Parse answers and events too: for tests and development builds. */
  readonly checkOutput?: boolean;
}

export interface Served {
  /** Operations that have not ended, handlers that still clean up included. */
  readonly openCount: () => number;
  /** Resolves with the reason when the link is closed and every handler has ended. */
  readonly closed: Promise<string>;
  readonly close: (reason?: string) => void;
}

/**
 * Answers the operations of `contract` on a link until it closes. The contract is the allow-list;
 * inputs are parsed here, always. Nothing that arrives can make it throw: what breaks the protocol
 * closes the link with a sentence.
 */
// biome-ignore lint/complexity/useMaxParams: "this contract, by these handlers, on this link" is one sentence
export function serve<C extends Contract>(
  contract: C,
  handlers: HandlersOf<C>,
  link: Link,
  options: ServeOptions = {},
): Served {
  const version = options.version ?? '';
  const running = new Map<number, Running>();
  const closing = Promise.withResolvers<string>();
  let agreed: 'not yet' | 'yes' | ContractError = 'not yet';
  let lastId = 0;

  function report(error: unknown, op: string): string | undefined {
    const logId = options.onInternalError?.(error, op);
    return typeof logId === 'string' ? logId : undefined;
  }

  function start({ id, op, input }: Extract<Frame, { type: 'open' }>): void {
    if (agreed instanceof Error) throw agreed;
    if (running.size >= maxOpen) throw refuse('busy', `More than ${maxOpen} operations are open.`);
    const { definition, handler } = find(contract, handlers, op);
    if (!isSmall(input)) throw refuse('bad-input', 'The request is too large.');
    const job = run({
      id,
      definition,
      handler,
      input,
      send: link.send,
      report: (error) => report(error, op),
      checkOutput: options.checkOutput ?? false,
    });
    running.set(id, job);
    void job.finished.then(() => running.delete(id));
  }

  function open(frame: Extract<Frame, { type: 'open' }>): string | undefined {
    if (agreed === 'not yet') return 'it opened an operation before its hello';
    // Ids count up and start again after 2^32; one in use twice would mix two streams.
    if (frame.id === lastId || running.has(frame.id)) return 'it opened an id twice';
    lastId = frame.id;
    try {
      start(frame);
    } catch (error) {
      link.send({ type: 'err', id: frame.id, problem: toProblem(error) });
    }
    return undefined;
  }

  function greet(theirs: string): string | undefined {
    if (agreed !== 'not yet') return 'a second hello';
    link.send({ type: 'hello', version });
    agreed = theirs === version ? 'yes' : mismatch(version, theirs);
    return undefined;
  }

  /** Returns the fault when the frame breaks the protocol. Frames for what has ended just crossed. */
  function receive(frame: ParsedFrame): string | undefined {
    switch (frame.type) {
      case 'malformed':
        return frame.fault;
      case 'hello':
        return greet(frame.version);
      case 'open':
        return open(frame);
      case 'data':
        return running.get(frame.id)?.data(frame.value) === false ? 'unasked data' : undefined;
      case 'end':
        return running.get(frame.id)?.end() === false ? 'an end too many' : undefined;
      case 'credit':
        return running.get(frame.id)?.credit(frame.bytes) === false ? 'unowed credit' : undefined;
      case 'cancel':
        running.get(frame.id)?.cancel(refuse('cancelled', 'The caller cancelled.'));
        return undefined;
      case 'err':
        return 'an error frame from a client';
    }
  }

  link.onClose((reason = 'The connection was closed.') => {
    const jobs = [...running.values()];
    for (const job of jobs) job.cancel(refuse('link-closed', reason));
    void Promise.all(jobs.map((job) => job.finished)).then(() => closing.resolve(reason));
  });
  link.onFrame((raw) => {
    const fault = receive(parseFrame(raw));
    if (fault !== undefined) link.close(`The other side broke the protocol: ${fault}.`);
  });

  return {
    openCount: () => running.size,
    closed: closing.promise,
    close: (reason) => link.close(reason ?? 'The serving side closed the connection.'),
  };
}

interface Operation {
  readonly definition: OperationDefinition;
  readonly handler: AnyHandler;
}

/** Own keys only: `constructor` is in no contract. Throws `unknown-operation`. */
function find<C extends Contract>(contract: C, handlers: HandlersOf<C>, op: string): Operation {
  const [domain = '', name = '', ...rest] = op.split('.');
  const definitions = Object.hasOwn(contract, domain) ? contract[domain] : undefined;
  const definition =
    definitions !== undefined && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  // The types tie each handler to its definition; a table of all of them cannot say so.
  const table = handlers as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const handler = table[domain]?.[name];
  if (definition === undefined || typeof handler !== 'function' || rest.length > 0) {
    throw refuse('unknown-operation', 'The app does not know this operation.');
  }
  return { definition, handler: handler as AnyHandler };
}

function isSmall(input: unknown): boolean {
  try {
    return sizeOf(input) <= maxValueBytes;
  } catch {
    return false;
  }
}

/** Thrown at every call of two ends that were not built together. */
export function mismatch(ours: string, theirs: string): ContractError {
  return refuse(
    'version-mismatch',
    'The window and the app were built from different versions. Reload the window or restart Longshore.',
    { facts: { ours, theirs } },
  );
}
