/** One image in full, its history, and the engine's own JSON. */
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import { ContractError } from '../../contract/errors.ts';
import type { HistoryEntry, ImageDetail, ImageSummary } from '../../contract/images.ts';
import type { Engine, EngineRequest } from '../docker/engine.ts';
import { notAnEngine } from '../docker/errors.ts';
import { imageSegment } from '../docker/path.ts';
import { imageIdOf, momentMs, number, text, texts } from '../docker/shapes.ts';
import { ConfigFields, configOf } from './config-fields.ts';
import { platformText, realNames } from './list.ts';

const inspectTimeoutMs = 30_000;

const ImageInspect = z.object({
  Id: text,
  RepoTags: texts,
  RepoDigests: texts,
  Size: number,
  Created: text,
  Os: text,
  Architecture: text,
  Variant: text,
  Author: text,
  Comment: text,
  RootFS: z.object({ Layers: texts }).catch({ Layers: [] }),
  Config: ConfigFields.nullish().catch(null),
});
type ImageInspect = z.output<typeof ImageInspect>;

function request(image: string, options: CallOptions): EngineRequest {
  return {
    path: `/images/${imageSegment(image)}/json`,
    signal: options.signal,
    timeoutMs: inspectTimeoutMs,
    about: { operation: 'image-inspect', id: image, name: image },
  };
}

function platformOf(inspect: ImageInspect): string {
  return platformText({
    os: inspect.Os,
    architecture: inspect.Architecture,
    variant: inspect.Variant,
  });
}

function summaryOf(inspect: ImageInspect): ImageSummary {
  const id = imageIdOf(inspect.Id);
  if (id === null) throw notAnEngine(`Unexpected image id: ${inspect.Id}`);
  const tags = realNames(inspect.RepoTags);
  return {
    id,
    tags,
    digests: realNames(inspect.RepoDigests),
    sizeBytes: Math.max(0, inspect.Size),
    createdAtMs: momentMs(inspect.Created) ?? 0,
    platform: platformOf(inspect),
    dangling: tags.length === 0,
    labelCount: Object.keys(inspect.Config?.Labels ?? {}).length,
  };
}

function detailOf(inspect: ImageInspect): ImageDetail {
  return {
    summary: summaryOf(inspect),
    config: configOf(inspect.Config),
    os: inspect.Os,
    architecture: inspect.Architecture,
    variant: inspect.Variant,
    author: inspect.Author,
    comment: inspect.Comment,
    layerDigests: inspect.RootFS.Layers,
  };
}

/** `image`: a reference or an id. Throws `image-not-found`. */
export async function imageDetail(
  engine: Engine,
  image: string,
  options: CallOptions = {},
): Promise<ImageDetail> {
  return detailOf(await engine.json(ImageInspect, request(image, options)));
}

/** The row of one image by its id or a name; null when the engine has none. */
export async function findImage(
  engine: Engine,
  image: string,
  options: CallOptions = {},
): Promise<ImageSummary | null> {
  try {
    return (await imageDetail(engine, image, options)).summary;
  } catch (error) {
    if (error instanceof ContractError && error.code === 'image-not-found') return null;
    throw error;
  }
}

/** The engine's JSON as it came. */
export function imageJson(
  engine: Engine,
  image: string,
  options: CallOptions = {},
): Promise<string> {
  return engine.text(request(image, options));
}

const HistoryRows = z
  .array(
    z.object({
      Id: text,
      Created: number,
      CreatedBy: text,
      Size: number,
      Comment: text,
      Tags: texts,
    }),
  )
  .nullable()
  .transform((rows) => rows ?? []);

/** Newest first, as the engine gives it. */
export async function imageHistory(
  engine: Engine,
  image: string,
  options: CallOptions = {},
): Promise<HistoryEntry[]> {
  const rows = await engine.json(HistoryRows, {
    ...request(image, options),
    path: `/images/${imageSegment(image)}/history`,
    about: { operation: 'image-history', id: image, name: image },
  });
  return rows.map((row) => ({
    id: imageIdOf(row.Id),
    createdAtMs: row.Created * 1000,
    createdBy: row.CreatedBy,
    sizeBytes: Math.max(0, row.Size),
    comment: row.Comment,
    tags: realNames(row.Tags),
  }));
}
