import { refuse } from '../contract/errors.ts';
import { type Outgoing, type Request, whenAborted } from './entry.ts';

/** One question, one answer. An abort sends a cancel and rejects with `cancelled`. */
export async function startCall(outgoing: Outgoing, request: Request): Promise<unknown> {
  const { op, input, signal } = request;
  const answer = Promise.withResolvers<unknown>();
  if (signal?.aborted === true) throw refuse('cancelled', 'The call was cancelled.');
  const id = outgoing.open({
    op,
    input,
    entry: {
      data: () => false,
      credit: () => false,
      end: answer.resolve,
      fail: answer.reject,
    },
  });
  const release = whenAborted(signal, () => {
    outgoing.cancel(id);
    answer.reject(refuse('cancelled', 'The call was cancelled.'));
  });
  try {
    return await answer.promise;
  } finally {
    release();
  }
}
