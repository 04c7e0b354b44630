/** A GET whose answer may be endless: read from the connection itself, at the engine's own pace. */
import type { Duplex } from 'node:stream';
import type { Agents } from './agents.ts';
import { type AnswerHead, headLimitBytes, parseHead } from './answer-head.ts';
import { createDechunker } from './dechunk.ts';
import type { EngineStream } from './engine.ts';
import { cancelled, decodeSocketError, notAnEngine, timedOut } from './errors.ts';

export interface GetOrder {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Up to the answer's headers. */
  readonly timeoutMs: number;
}

/** A header that ends its line would begin another: none of ours does, and none may. */
function requestText({ path, headers }: GetOrder): string {
  const lines = Object.entries({ ...headers, connection: 'close' });
  const text = [`GET ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  if (text.some((line) => /[\r\n\0]/.test(line))) throw new TypeError('a line break in a request');
  return `${text.join('\r\n')}\r\n\r\n`;
}

const cutShort = (): Error =>
  decodeSocketError(Object.assign(new Error('the answer was cut short'), { code: 'ECONNRESET' }));

interface Opening {
  readonly head: AnswerHead;
  /** What came behind the head already. */
  readonly rest: Uint8Array;
}

const headEnd = Buffer.from('\r\n\r\n');

async function readHead(pieces: AsyncIterator<Uint8Array>): Promise<Opening> {
  let text: Buffer = Buffer.alloc(0);
  while (text.length <= headLimitBytes) {
    const { done, value } = await pieces.next();
    if (done === true) {
      if (text.length === 0) throw cutShort();
      throw notAnEngine(text.toString('latin1', 0, 200));
    }
    text = Buffer.concat([text, value]);
    const end = text.indexOf(headEnd);
    if (end < 0) continue;
    const rest = text.subarray(end + headEnd.length);
    return { head: parseHead(text.toString('latin1', 0, end)), rest };
  }
  throw notAnEngine('The head of the answer is too long.');
}

async function* piecesFrom(
  first: Uint8Array,
  more: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (first.length > 0) yield first;
  for (let next = await more.next(); next.done !== true; next = await more.next()) yield next.value;
}

async function* bodyBytes(
  { body }: AnswerHead,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (body === 'until-close') {
    yield* pieces;
    return;
  }
  if (body !== 'chunked') {
    let left = body.bytes;
    if (left === 0) return;
    for await (const piece of pieces) {
      yield piece.length > left ? piece.subarray(0, left) : piece;
      left -= piece.length;
      if (left <= 0) return;
    }
    throw cutShort();
  }
  const dechunker = createDechunker();
  for await (const piece of pieces) {
    const bytes = dechunker.push(piece);
    if (bytes.length > 0) yield bytes;
    if (dechunker.done) return;
  }
  throw cutShort();
}

/**
 * Opens the connection, asks, and reads up to the end of the head. Throws `cancelled`,
 * `engine-timeout`, `not-an-engine`, or what the socket's error means; the connection is closed then.
 */
export async function getStream(agents: Agents, order: GetOrder): Promise<EngineStream> {
  const { signal, timeoutMs } = order;
  if (signal?.aborted) throw cancelled();
  const request = requestText({
    ...order,
    headers: { ...agents.address.headers, ...order.headers },
  });
  const { promise: given, reject: giveUp } = Promise.withResolvers<never>();
  given.catch(() => undefined);
  const connecting = new AbortController();
  let socket: Duplex | undefined;
  const stop = (error?: Error): void => {
    connecting.abort();
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    socket?.destroy(error);
    if (error !== undefined) giveUp(error);
  };
  const onAbort = (): void => stop(cancelled());
  const timer = setTimeout(
    () => stop(timedOut(`GET ${order.path.split('?')[0]}: ${timeoutMs} ms`)),
    timeoutMs,
  );
  signal?.addEventListener('abort', onAbort, { once: true });

  async function ask(): Promise<Opening & { pieces: AsyncIterator<Uint8Array> }> {
    const opened = await agents.connect(connecting.signal);
    const { pieces } = opened;
    socket = opened.socket;
    socket.once('close', () => signal?.removeEventListener('abort', onAbort));
    socket.write(request);
    return { pieces, ...(await readHead(pieces)) };
  }

  async function* bytes({ head, rest, pieces }: Awaited<ReturnType<typeof ask>>) {
    try {
      yield* bodyBytes(head, piecesFrom(rest, pieces));
    } catch (error) {
      throw decodeSocketError(error);
    } finally {
      stop();
    }
  }

  try {
    const answer = await Promise.race([ask(), given]);
    clearTimeout(timer);
    return {
      status: answer.head.status,
      contentType: answer.head.contentType,
      bytes: bytes(answer),
      close: () => stop(),
    };
  } catch (error) {
    stop();
    throw decodeSocketError(error);
  }
}
