/**
 * What the worker of the layer explorer is asked, over the same wire as a window asks the backend: credit keeps an
 * archive from piling up in it, and a cancel ends what it reads.
 */
import * as z from 'zod';
import { bytes, call, duplex } from '../../contract/define.ts';
import { AnalysisId } from '../../contract/ids.ts';
import { AnalysedImage, layers } from '../../contract/layers.ts';
import type { ImageFacts } from '../../engine/layers/facts.ts';

/** Made by this program, on both sides of the wire: its types say enough. */
const Facts = z.custom<ImageFacts>((value) => typeof value === 'object' && value !== null);

export const ReadEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), doneBytes: z.number(), layersDone: z.number().int() }),
  z.object({ kind: z.literal('done'), image: AnalysedImage }),
]);
export type ReadEvent = z.infer<typeof ReadEvent>;

const { tree, reveal, treemap, waste } = layers;

export const analyser = {
  layers: {
    /** Which of these layers need not be read. */
    known: call({
      input: z.object({ diffIds: z.array(z.string()) }),
      output: z.array(z.string()),
    }),
    /** An image all of whose layers are known. Throws `layer-missing` when one is not. */
    compose: call({
      input: z.object({ analysis: AnalysisId, facts: Facts }),
      output: AnalysedImage,
    }),
    archive: duplex({
      input: z.object({
        analysis: AnalysisId,
        /** Of several images in it, the one by this name. */
        image: z.string().optional(),
        /** What the engine says of the image. */
        said: Facts.optional(),
        mayBeBare: z.boolean(),
        fileName: z.string(),
      }),
      up: bytes,
      event: ReadEvent,
    }),
    letGo: call({ input: z.object({ analysis: AnalysisId }), output: z.object({}) }),
    ...{ tree, reveal, treemap, waste },
  },
} as const;
export type Analyser = typeof analyser;
