import type * as z from 'zod';
import { refuse } from '../../contract/errors.ts';
import type { AnalysedImage } from '../../contract/layers.ts';
import { readArchive } from '../../engine/layers/archive/read-archive.ts';
import { type ArchiveImage, resolveImages } from '../../engine/layers/archive/resolve-images.ts';
import { withEngineWords } from '../../engine/layers/engine-facts.ts';
import type { ImageFacts } from '../../engine/layers/facts.ts';
import type { LayerIndex } from '../../engine/layers/index/layer-index.ts';
import { createLatest } from '../flow/latest.ts';
import type { Analyser, ReadEvent } from './analyser.ts';

type Input = z.output<Analyser['layers']['archive']['input']>;

export interface ArchiveTaker {
  indexBy(diffId: string): LayerIndex | undefined;
  /** `read`: the layers that came; null for those that are missing, or known. */
  hold(facts: ImageFacts, read: readonly (LayerIndex | null)[]): AnalysedImage;
}

/** Fast enough for a bar, seldom enough to cost nothing. */
const progressMs = 100;

function labelOf({ names, facts }: ArchiveImage): string {
  return names[0] ?? facts.imageId;
}

function choose(
  images: readonly ArchiveImage[],
  { image, fileName, said }: Input,
): ImageFacts & {
  readonly indexes: ArchiveImage['indexes'];
} {
  const chosen =
    image === undefined
      ? images[0]
      : images.find(({ names, facts }) => names.includes(image) || facts.imageId === image);
  if (chosen === undefined) {
    throw refuse('image-not-found', 'The archive holds no image of this name.', {
      facts: { name: image ?? '' },
    });
  }
  const { facts, indexes } = chosen;
  if (said !== undefined) return { ...withEngineWords(facts, said), indexes };
  const others = images.filter((one) => one !== chosen).map(labelOf);
  return { ...facts, name: facts.name === '' ? fileName : facts.name, others, indexes };
}

/** Reads while it comes and tells how far it is; the last event holds the image. */
export async function* takeArchive(
  input: Input,
  up: AsyncIterable<Uint8Array>,
  { indexBy, hold }: ArchiveTaker,
): AsyncGenerator<ReadEvent, void, undefined> {
  const done = { doneBytes: 0, layersDone: 0 };
  const latest = createLatest<ReadEvent>({ kind: 'progress', ...done }, { gapMs: progressMs });
  const reading = new AbortController();
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of up) {
      done.doneBytes += chunk.length;
      latest.set({ kind: 'progress', ...done });
      yield chunk;
    }
  }
  async function read(): Promise<AnalysedImage> {
    const parts = await readArchive(counted(), {
      isKnown: (diffId) => indexBy(diffId) !== undefined,
      mayBeBare: input.mayBeBare,
      onLayer() {
        done.layersDone += 1;
      },
    });
    const { indexes, ...facts } = choose(resolveImages(parts), input);
    return hold(facts, indexes);
  }
  const image = read().finally(() => reading.abort());
  image.catch(() => undefined);
  yield* latest.watch(reading.signal);
  yield { kind: 'done', image: await image };
}
