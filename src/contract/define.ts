/**
 * The three kinds of operation and the types derived from them.
 *
 * A contract is a plain table of tables: `{ domain: { operation: call|stream|duplex } }`. The table
 * is the allow-list of the wire, the type of the client and the type of the handlers.
 */
import * as z from 'zod';

/** `latest`: a slow receiver sees only the newest value. `all`: the producer waits instead. */
export type Delivery = 'all' | 'latest';

export interface CallDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'call';
  readonly input: I;
  readonly output: O;
}

export interface StreamDefinition<
  I extends z.ZodType = z.ZodType,
  E extends z.ZodType = z.ZodType,
> {
  readonly kind: 'stream';
  readonly input: I;
  readonly event: E;
  readonly delivery: Delivery;
}

export interface DuplexDefinition<
  I extends z.ZodType = z.ZodType,
  U extends z.ZodType = z.ZodType,
  E extends z.ZodType = z.ZodType,
> {
  readonly kind: 'duplex';
  readonly input: I;
  readonly up: U;
  readonly event: E;
}

export type OperationDefinition = CallDefinition | StreamDefinition | DuplexDefinition;
export type Contract = Readonly<Record<string, Readonly<Record<string, OperationDefinition>>>>;

/** Raw bytes, over whatever buffer. They stay bytes on every link (never base64). */
export const bytes: z.ZodType<Uint8Array, Uint8Array> = z.instanceof(Uint8Array);

/** One question, one answer. */
export function call<I extends z.ZodType, O extends z.ZodType>(definition: {
  input: I;
  output: O;
}): CallDefinition<I, O> {
  return { kind: 'call', ...definition };
}

/** One question, many answers, ended by either side. */
export function stream<I extends z.ZodType, E extends z.ZodType>(definition: {
  input: I;
  event: E;
  delivery?: Delivery;
}): StreamDefinition<I, E> {
  return { kind: 'stream', delivery: 'all', ...definition };
}

/** Values in both directions until the serving side ends. */
export function duplex<I extends z.ZodType, U extends z.ZodType, E extends z.ZodType>(definition: {
  input: I;
  up: U;
  event: E;
}): DuplexDefinition<I, U, E> {
  return { kind: 'duplex', ...definition };
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What a handler is told besides its input. `signal` aborts when the caller cancels or the link goes. */
export interface HandlerContext {
  readonly signal: AbortSignal;
}

/** The client's end of a duplex: iterate the events, send upwards, end the upward half. */
export interface DuplexStream<U, E> extends AsyncIterable<E> {
  /** Resolves once the value is within the credit of the other side; rejects when the stream is over. */
  send(value: U): Promise<void>;
  /** No more will be sent; events go on until the serving side ends. */
  end(): void;
}

export type ClientOperation<D> =
  D extends CallDefinition<infer I, infer O>
    ? (input: z.input<I>, options?: CallOptions) => Promise<z.output<O>>
    : D extends StreamDefinition<infer I, infer E>
      ? (input: z.input<I>, options?: CallOptions) => AsyncIterable<z.output<E>>
      : D extends DuplexDefinition<infer I, infer U, infer E>
        ? (input: z.input<I>, options?: CallOptions) => DuplexStream<z.input<U>, z.output<E>>
        : never;

export type HandlerOperation<D> =
  D extends CallDefinition<infer I, infer O>
    ? (input: z.output<I>, context: HandlerContext) => Promise<z.input<O>>
    : D extends StreamDefinition<infer I, infer E>
      ? (input: z.output<I>, context: HandlerContext) => AsyncIterable<z.input<E>>
      : D extends DuplexDefinition<infer I, infer U, infer E>
        ? (
            input: z.output<I>,
            up: AsyncIterable<z.output<U>>,
            context: HandlerContext,
          ) => AsyncIterable<z.input<E>>
        : never;

export type ClientOf<C extends Contract> = {
  readonly [D in keyof C]: { readonly [O in keyof C[D]]: ClientOperation<C[D][O]> };
};

export type HandlersOf<C extends Contract> = {
  readonly [D in keyof C]: { readonly [O in keyof C[D]]: HandlerOperation<C[D][O]> };
};
