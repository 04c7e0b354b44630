/**
 * What the worker of the layer explorer is asked, over the same wire as a window asks the backend: credit keeps an
 * archive from piling up in it, and a cancel ends what it reads.
 */
import * as z from 'zod';
import { bytes, call, duplex } from '../../contract/define.ts';
import { AnalysisId } from '../../contract/ids.ts';
import { AnalysedImage, FileContent, LayerView, layers } from '../../contract/layers.ts';
import type { ImageFacts } from '../../engine/layers/facts.ts';

/** Made by this program, on both sides of the wire: its types say enough. */
const Facts = z.custom<ImageFacts>((value) => typeof value === 'object' && value !== null);

export const ReadEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), doneBytes: z.number(), layersDone: z.number().int() }),
  z.object({ kind: z.literal('done'), image: AnalysedImage }),
]);
export type ReadEvent = z.infer<typeof ReadEvent>;

const { tree, reveal, treemap, waste, compare, compareTree, remembered, forget } = layers;

/** An entry of a layer, by place and by the layer's own node. */
const Own = z.object({ layer: z.number().int(), own: z.number().int() });
const Download = z.object({
  ...{ analysis: AnalysisId, view: LayerView, layer: z.number(), node: z.number() },
});

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
    /**
     * One layer alone, packed or not: known by its digest from then on. With a `diffId` the bytes must have it, and are
     * remembered on disk; else throws `archive-broken`.
     */
    layer: duplex({
      input: z.object({ diffId: z.string().nullable() }),
      up: bytes,
      event: z.object({ diffId: z.string() }),
    }),
    /** Which layer has the bytes of a path, and of the same path below. */
    fileWants: call({
      input: z.object({
        ...{ analysis: AnalysisId, layer: z.number(), node: z.number(), below: z.boolean() },
      }),
      output: z.object({ path: z.string(), content: Own.nullable(), below: Own.nullable() }),
    }),
    /** The files of these entries, in their order. Throws `layer-missing` where one does not come. */
    file: duplex({
      input: z.object({ analysis: AnalysisId, entries: z.array(Own), alone: z.boolean() }),
      up: bytes,
      event: z.array(FileContent),
    }),
    /** What a download would hold. Throws `bad-input` for what is neither a file nor a folder. */
    downloadPlan: call({
      input: Download,
      output: z.object({ name: z.string(), folder: z.boolean(), layers: z.array(z.number()) }),
    }),
    /** A file as it is, a folder as a tar: those parts of it that the bytes of these layers give. */
    download: duplex({
      input: Download.extend({
        ...{ layers: z.array(z.number()), alone: z.boolean() },
        ...{ first: z.boolean(), last: z.boolean() },
      }),
      up: bytes,
      event: bytes,
    }),
    letGo: call({ input: z.object({ analysis: AnalysisId }), output: z.object({}) }),
    ...{ tree, reveal, treemap, waste, compare, compareTree, remembered, forget },
  },
} as const;
export type Analyser = typeof analyser;
