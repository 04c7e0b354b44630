/**
 * Sends a file of this machine to the engine, as a job. The file is read at the pace that the engine
 * takes it; leaving the screen does not stop it, closing the window does.
 */
import type { DuplexStream } from '../../../../contract/define.ts';
import { refuse, toProblem } from '../../../../contract/errors.ts';
import type { HostId, JobId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import type { FileKind } from '../model/dialogs.ts';

export interface UploadOrder {
  readonly host: HostId;
  readonly kind: FileKind;
  readonly file: File;
  /** Of an import only. */
  readonly reference?: string | undefined;
  readonly message?: string | undefined;
  /** Dockerfile instructions. */
  readonly changes?: readonly string[] | undefined;
}

type Duplex = DuplexStream<Uint8Array, { job: JobId }>;

/** What this window sent, so that a refused file can be sent again another way. */
const sent = new Map<JobId, UploadOrder>();

export const uploadOf = (job: JobId): UploadOrder | undefined => sent.get(job);

function open(order: UploadOrder, signal: AbortSignal): Duplex {
  const { host, file } = order;
  const about = { host, fileName: file.name, sizeBytes: file.size };
  if (order.kind === 'load') return api.images.load(about, { signal });
  const { reference, message, changes = [] } = order;
  const named = { ...(reference ? { reference } : {}), ...(message ? { message } : {}) };
  return api.images.import({ ...about, ...named, changes: [...changes] }, { signal });
}

async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

/** Rejects only with what went wrong on this side: the job tells the rest. */
async function sendAll(file: File, duplex: Duplex): Promise<void> {
  for await (const piece of piecesOf(file)) {
    try {
      await duplex.send(piece);
    } catch {
      // The engine wants no more of it; the job says why.
      return;
    }
  }
  duplex.end();
}

/**
 * Resolves with the job once there is one; rejects when it cannot begin. `onBroken`: the file could not
 * be read to its end; the job is cancelled.
 */
export async function startUpload(
  order: UploadOrder,
  onBroken: (problem: ReturnType<typeof toProblem>) => void,
): Promise<JobId> {
  const stop = new AbortController();
  const duplex = open(order, stop.signal);
  const events = duplex[Symbol.asyncIterator]();
  const first = await events.next();
  if (first.done) throw refuse('cancelled', 'The upload ended before it began.');
  const { job } = first.value;
  sent.set(job, order);
  const drain = async () => {
    while (!(await events.next()).done);
  };
  // A lost link ends the job on the other side, where its end is told.
  drain().catch(() => {});
  sendAll(order.file, duplex).catch((error: unknown) => {
    stop.abort();
    const unread = refuse('bad-input', `${order.file.name} could not be read.`, {
      detail: error instanceof Error ? error.message : String(error),
    });
    onBroken(toProblem(unread));
  });
  return job;
}
