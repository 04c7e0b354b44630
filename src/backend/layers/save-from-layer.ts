import type { SaveResult } from '../../contract/containers.ts';
import type { AnalysisId, HostId } from '../../contract/ids.ts';
import type { LayerSource, LayerView } from '../../contract/layers.ts';
import type { Backbone } from '../backbone.ts';
import { deliver, fileNameOf } from '../files/deliver.ts';
import { partsOf } from './read-again.ts';
import { sendUp } from './send-up.ts';
import type { Shelf } from './shelf.ts';

export interface DownloadQuestion {
  readonly analysis: AnalysisId;
  readonly layer: number;
  readonly view: LayerView;
  readonly node: number;
}

/** A name as it is, but for what no file system takes. */
function plainFileName(name: string): string {
  const at = name.lastIndexOf('.');
  const extension = name.slice(at + 1);
  if (at > 0 && /^[\p{L}\p{N}]{1,20}$/u.test(extension)) {
    return fileNameOf(name.slice(0, at), extension);
  }
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 100);
}

const hostOf = (source: LayerSource): HostId | null => ('host' in source ? source.host : null);

async function* noBytes(): AsyncGenerator<Uint8Array> {}

/** A file or a folder for the person's own disk. Throws before anything is written when there is no such thing. */
export async function saveFromLayer(
  backbone: Backbone,
  shelf: Shelf,
  question: DownloadQuestion,
): Promise<SaveResult> {
  const { held, api } = shelf.use(question.analysis);
  const { name, folder, layers } = await api.layers.downloadPlan(question);

  async function* open(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const found = partsOf(held, layers, (layer) => layer);
    // A folder without files: its tar needs no bytes of the source.
    const parts = found.length > 0 ? found : [{ wanted: [], alone: false, open: noBytes }];
    for (const [at, part] of parts.entries()) {
      const input = {
        ...{ ...question, alone: part.alone, layers: [...part.wanted] },
        ...{ first: at === 0, last: at === parts.length - 1 },
      };
      yield* sendUp(
        { open: (either) => api.layers.download(input, { signal: either }), source: part.open },
        signal,
      );
    }
  }

  return deliver(backbone, {
    ...{ host: hostOf(held.source), kind: 'download', subject: name.slice(0, 300), open },
    mediaType: folder ? 'application/x-tar' : 'application/octet-stream',
    fileName: folder ? fileNameOf(name, 'tar') : plainFileName(name),
  });
}
