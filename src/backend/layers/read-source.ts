import { refuse } from '../../contract/errors.ts';
import type { AnalysisId } from '../../contract/ids.ts';
import type { AnalysedImage, AnalysisEvent } from '../../contract/layers.ts';
import type { LayerBytes } from './layer-bytes.ts';
import type { RunningWorker } from './start-worker.ts';

export interface Reading {
  readonly source: LayerBytes;
  readonly analysis: AnalysisId;
  readonly tell: (event: AnalysisEvent) => void;
  readonly signal: AbortSignal;
}

/** Reads what the worker does not know yet. Throws what the source or the archive is at fault for. */
export async function readSource(
  { api }: RunningWorker,
  { source, analysis, tell, signal }: Reading,
): Promise<AnalysedImage> {
  const { facts } = source;
  const diffIds = facts?.layers.map(({ diffId }) => diffId) ?? [];
  const known = new Set(
    diffIds.length === 0 ? [] : await api.layers.known({ diffIds }, { signal }),
  );
  if (facts !== null && diffIds.every((diffId) => known.has(diffId))) {
    return api.layers.compose({ analysis, facts }, { signal });
  }
  return readArchive({ api }, { source, analysis, tell, signal });
}

async function readArchive(
  { api }: Pick<RunningWorker, 'api'>,
  { source, analysis, tell, signal }: Reading,
): Promise<AnalysedImage> {
  const { facts, image, name, travelBytes } = source;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const taking = api.layers.archive(
    {
      ...{ analysis, image, fileName: name, mayBeBare: facts === null },
      ...(facts === null ? {} : { said: facts }),
    },
    { signal: either },
  );
  let fault: unknown;
  async function send(): Promise<void> {
    for await (const chunk of source.archive(either)) await taking.send(chunk);
    taking.end();
  }
  const sending = send().catch((error: unknown) => {
    // When the worker has refused already, its word counts: it is thrown below.
    fault ??= error;
    stop.abort();
  });
  try {
    for await (const event of taking) {
      if (event.kind === 'done') return event.image;
      if (event.doneBytes === 0) continue;
      const { doneBytes, layersDone } = event;
      const layers = facts?.layers.length ?? 0;
      tell({ state: 'reading', doneBytes, totalBytes: travelBytes, layersDone, layers });
    }
    throw fault ?? refuse('cancelled', 'The analysis was stopped.');
  } catch (error) {
    if (stop.signal.aborted && fault !== undefined) throw fault;
    throw error;
  } finally {
    stop.abort();
    await sending;
  }
}
