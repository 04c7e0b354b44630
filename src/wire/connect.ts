import type { ClientOf, Contract, OperationDefinition } from '../contract/define.ts';
import { ContractError, refuse } from '../contract/errors.ts';
import { startCall } from './client-call.ts';
import { startDuplex, startStream } from './client-stream.ts';
import type { Entry, Opening, Outgoing } from './entry.ts';
import { maxId, type ParsedFrame, parseFrame } from './frames.ts';
import { helloTimeoutMs, maxValueBytes } from './limits.ts';
import type { Link } from './link.ts';
import { mismatch } from './serve.ts';
import { sizeOf } from './sizes.ts';

export interface ConnectOptions {
  /** Compared with the serving side's. */
  readonly version?: string;
  /** How long the other side may take to say hello. */
  readonly helloTimeoutMs?: number;
}

export interface Client<C extends Contract> {
  readonly api: ClientOf<C>;
  /** Resolves with the reason, a sentence, when the link is closed. */
  readonly closed: Promise<string>;
  readonly close: (reason?: string) => void;
  /** Calls and streams that have not ended. */
  readonly openCount: () => number;
}

/**
 * The caller's end of a link: a function for each operation of the contract. Everything rejects
 * with a `ContractError`: the handler's own, or `bad-input`, `cancelled`, `busy`, `link-closed`,
 * `version-mismatch`, `unknown-operation`. Calls may be made at once, before the hello.
 */
export function connect<C extends Contract>(
  contract: C,
  link: Link,
  options: ConnectOptions = {},
): Client<C> {
  const version = options.version ?? '';
  const entries = new Map<number, Entry>();
  const closing = Promise.withResolvers<string>();
  let gone: ContractError | undefined;
  let greeted = false;
  let lastId = 0;

  function fail(error: ContractError): void {
    gone ??= error;
    const left = [...entries.values()];
    entries.clear();
    for (const entry of left) entry.fail(gone);
  }

  function nextId(): number {
    do lastId = lastId >= maxId ? 1 : lastId + 1;
    while (entries.has(lastId));
    return lastId;
  }

  function open({ op, input, entry }: Opening): number {
    if (gone !== undefined) throw gone;
    requireSmall(input);
    const id = nextId();
    entries.set(id, entry);
    link.send({ type: 'open', id, op, input });
    return id;
  }

  function greet(theirs: string): string | undefined {
    if (greeted) return 'a second hello';
    greeted = true;
    clearTimeout(timer);
    if (theirs === version) return undefined;
    const error = mismatch(version, theirs);
    fail(error);
    link.close(error.message);
    return undefined;
  }

  /** Returns the fault when the frame breaks the protocol. Frames for what has ended just crossed. */
  function receive(frame: ParsedFrame): string | undefined {
    switch (frame.type) {
      case 'malformed':
        return frame.fault;
      case 'hello':
        return greet(frame.version);
      case 'data':
        return entries.get(frame.id)?.data(frame.value) === false ? 'unasked data' : undefined;
      case 'credit':
        return entries.get(frame.id)?.credit(frame.bytes) === false ? 'unowed credit' : undefined;
      case 'end':
        take(frame.id)?.end(frame.value);
        return undefined;
      case 'err':
        take(frame.id)?.fail(new ContractError(frame.problem));
        return undefined;
      default:
        return `a ${frame.type} frame from the serving side`;
    }
  }

  function take(id: number): Entry | undefined {
    const entry = entries.get(id);
    entries.delete(id);
    return entry;
  }

  const timer = setTimeout(() => {
    if (!greeted) link.close('The app did not answer in time.');
  }, options.helloTimeoutMs ?? helloTimeoutMs);
  link.onClose((reason = 'The connection was closed.') => {
    clearTimeout(timer);
    fail(refuse('link-closed', reason));
    closing.resolve(reason);
  });
  link.onFrame((raw) => {
    const fault = receive(parseFrame(raw));
    if (fault !== undefined) link.close(`The other side broke the protocol: ${fault}.`);
  });
  link.send({ type: 'hello', version });

  const outgoing: Outgoing = {
    open,
    send: link.send,
    cancel: (id) => {
      if (entries.delete(id)) link.send({ type: 'cancel', id });
    },
  };
  return {
    api: createApi(contract, outgoing) as ClientOf<C>,
    closed: closing.promise,
    close: (reason) => link.close(reason ?? 'The window closed the connection.'),
    openCount: () => entries.size,
  };
}

/** A table of functions with the contract's shape; the types come from the contract. */
function createApi(contract: Contract, outgoing: Outgoing): object {
  const domains = Object.entries(contract).map(([domain, operations]) => {
    const functions = Object.entries(operations).map(([name, definition]) => [
      name,
      createOperation(`${domain}.${name}`, definition, outgoing),
    ]);
    return [domain, Object.fromEntries(functions)];
  });
  return Object.fromEntries(domains);
}

type AnyOperation = (input: unknown, options?: { signal?: AbortSignal | undefined }) => unknown;

function createOperation(
  op: string,
  definition: OperationDefinition,
  outgoing: Outgoing,
): AnyOperation {
  const start = { call: startCall, stream: startStream, duplex: startDuplex }[definition.kind];
  return (input, options) => start(outgoing, { op, input, signal: options?.signal });
}

function requireSmall(input: unknown): void {
  let size = 0;
  try {
    size = sizeOf(input);
  } catch (error) {
    throw new ContractError(
      { code: 'bad-input', message: 'Only plain data can be sent.' },
      { cause: error },
    );
  }
  if (size > maxValueBytes) throw refuse('bad-input', 'The request is too large.');
}
