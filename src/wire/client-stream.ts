import type { DuplexStream } from '../contract/define.ts';
import { ContractError, refuse } from '../contract/errors.ts';
import { type Outgoing, type Request, whenAborted } from './entry.ts';
import { maxValueBytes } from './limits.ts';
import { createReceiver } from './receiver.ts';
import { createSender } from './sender.ts';

interface OpenStream {
  readonly iterator: AsyncIterator<unknown, undefined>;
  readonly send: (value: unknown) => Promise<void>;
  readonly end: () => void;
}

/** Opens when it is iterated; each iteration is a stream of its own. */
export function startStream(outgoing: Outgoing, request: Request): AsyncIterable<unknown> {
  return { [Symbol.asyncIterator]: () => openStream(outgoing, request).iterator };
}

/** Opens at once, because sending may come first. It can be iterated once. */
export function startDuplex(outgoing: Outgoing, request: Request): DuplexStream<unknown, unknown> {
  const { iterator, send, end } = openStream(outgoing, request);
  return { send, end, [Symbol.asyncIterator]: () => iterator };
}

function openStream(outgoing: Outgoing, { op, input, signal }: Request): OpenStream {
  const receiver = createReceiver((bytes) => outgoing.send({ type: 'credit', id, bytes }));
  const sender = createSender({
    delivery: 'all',
    post: (value) => outgoing.send({ type: 'data', id, value }),
  });
  /** Why nothing can be sent any more. */
  let over: ContractError | undefined;
  let ending = false;
  let release = (): void => undefined;

  function finish(reason: ContractError): void {
    over ??= reason;
    release();
    sender.stop();
  }

  function cancel(error?: ContractError): void {
    if (over === undefined) outgoing.cancel(id);
    finish(error ?? refuse('cancelled', 'The stream is over.'));
    receiver.stop(error);
  }

  let id = 0;
  try {
    if (signal?.aborted === true) throw refuse('cancelled', 'The stream was cancelled.');
    id = outgoing.open({
      op,
      input,
      entry: {
        data: receiver.accept,
        credit: sender.credit,
        end: () => {
          finish(refuse('cancelled', 'The stream is over.'));
          receiver.end();
        },
        fail: (error) => {
          finish(error);
          receiver.fail(error);
        },
      },
    });
    release = whenAborted(signal, () => cancel(refuse('cancelled', 'The stream was cancelled.')));
  } catch (error) {
    // A stream that could not be opened says so where every other failure is said: at its reader.
    const reason = error instanceof ContractError ? error : refuse('internal', String(error));
    finish(reason);
    receiver.fail(reason);
  }

  async function send(value: unknown): Promise<void> {
    if (over !== undefined) throw over;
    if (ending) throw refuse('cancelled', 'The sending half was ended.');
    if (sender.waitingBytes() > maxValueBytes) throw refuse('busy', 'Too much waits to be sent.');
    try {
      sender.push(value);
    } catch (error) {
      throw new ContractError(
        { code: 'bad-input', message: 'This value cannot be sent.' },
        { cause: error },
      );
    }
    const posted = await sender.posted();
    if (!posted) throw over ?? refuse('cancelled', 'The stream is over.');
  }

  return {
    iterator: {
      next: receiver.next,
      return: () => {
        cancel();
        return Promise.resolve({ done: true, value: undefined });
      },
    },
    send,
    end: () => {
      if (ending || over !== undefined) return;
      ending = true;
      void sender.posted().then((posted) => {
        if (posted && over === undefined) outgoing.send({ type: 'end', id });
      });
    },
  };
}
