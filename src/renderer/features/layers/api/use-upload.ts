/** Brings an archive of this machine to the backend, where it is looked into. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, refuse, toProblem } from '../../../../contract/errors.ts';
import type { ArchiveId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';

export type UploadState =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending'; readonly file: File; readonly doneBytes: number }
  | { readonly kind: 'failed'; readonly file: File; readonly problem: Problem };

/** Rejects only with what went wrong on this side: what the backend refuses ends its events. */
async function sendAll(
  file: File,
  duplex: { send: (piece: Uint8Array) => Promise<void>; end: () => void },
): Promise<void> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const taken = await duplex.send(value).then(
        () => true,
        () => false,
      );
      if (!taken) return;
    }
    duplex.end();
  } finally {
    void reader.cancel().catch(() => {});
  }
}

async function send(
  file: File,
  life: AbortController,
  onDone: (doneBytes: number) => void,
): Promise<ArchiveId> {
  const about = { fileName: file.name, sizeBytes: file.size };
  const duplex = api.layers.upload(about, { signal: life.signal });
  let unread: Error | undefined;
  sendAll(file, duplex).catch((error: unknown) => {
    unread = error instanceof Error ? error : new Error(String(error));
    life.abort();
  });
  try {
    for await (const event of duplex) {
      onDone(event.doneBytes);
      if (event.whole) return event.archive;
    }
  } catch (error) {
    if (!unread) throw error;
  }
  throw refuse('bad-input', `${file.name} could not be read.`, { detail: unread?.message ?? '' });
}

export function useUpload(onWhole: (archive: ArchiveId) => void) {
  const [state, setState] = useState<UploadState>({ kind: 'none' });
  const life = useRef(new AbortController());
  useEffect(() => () => life.current.abort(), []);
  const start = useCallback(
    (file: File) => {
      life.current.abort();
      const own = new AbortController();
      life.current = own;
      setState({ kind: 'sending', file, doneBytes: 0 });
      const onDone = (doneBytes: number) => setState({ kind: 'sending', file, doneBytes });
      send(file, own, onDone).then(onWhole, (error: unknown) => {
        // Stopped, or another file was chosen meanwhile.
        if (life.current !== own || toProblem(error).code === 'cancelled') return;
        setState({ kind: 'failed', file, problem: toProblem(error) });
      });
    },
    [onWhole],
  );
  const stop = useCallback(() => {
    life.current.abort();
    setState({ kind: 'none' });
  }, []);
  return { state, start, stop };
}
