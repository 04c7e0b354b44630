/** The list of images. One row is found by inspect: engines have no filter by id. */
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import type { ImageId } from '../../contract/ids.ts';
import type { ImageSummary } from '../../contract/images.ts';
import { apiAtLeast, type Engine } from '../docker/engine.ts';
import { imageIdOf, number, text, textMap, texts } from '../docker/shapes.ts';

const listTimeoutMs = 30_000;
/** From this version on the list can name the platforms of each image. */
const manifestsSince = '1.47';

const Platform = z
  .object({ os: text, architecture: text, variant: text })
  .catch({ os: '', architecture: '', variant: '' });

const Manifest = z.object({
  Available: z.boolean().catch(false),
  Kind: text,
  ImageData: z.object({ Platform }).optional().catch(undefined),
});

/** One row of `GET /images/json`. */
export const ImageRow = z.object({
  Id: text,
  ParentId: text,
  RepoTags: texts,
  RepoDigests: texts,
  Size: number,
  Created: number,
  Labels: textMap,
  Manifests: z.array(Manifest).catch([]),
});
export type ImageRow = z.output<typeof ImageRow>;

/** What engines write where there is no name. */
const nameless = '<none>';

export function realNames(names: readonly string[]): string[] {
  return names.filter((name) => !name.includes(nameless));
}

/** `linux/arm64/v8`; empty when nothing is known. */
export function platformText(platform: z.output<typeof Platform>): string {
  return [platform.os, platform.architecture, platform.variant]
    .filter((part) => part !== '')
    .join('/');
}

/** The platforms that are on this engine, not those that an index only names. */
function platformOf(row: ImageRow): string {
  const present = row.Manifests.filter((entry) => entry.Kind === 'image' && entry.Available);
  const names = present.map((entry) =>
    entry.ImageData === undefined ? '' : platformText(entry.ImageData.Platform),
  );
  return [...new Set(names.filter((name) => name !== ''))].join(', ');
}

/** Null when the row has no id that can be read. */
export function summaryOfImage(row: ImageRow): ImageSummary | null {
  const id = imageIdOf(row.Id);
  if (id === null) return null;
  const tags = realNames(row.RepoTags);
  return {
    id,
    tags,
    digests: realNames(row.RepoDigests),
    sizeBytes: Math.max(0, row.Size),
    createdAtMs: row.Created * 1000,
    platform: platformOf(row),
    // Intermediate images are not in this list, so what has no tag has no child either.
    dangling: tags.length === 0,
    intermediate: false,
    labelCount: Object.keys(row.Labels).length,
  };
}

export const Rows = z
  .array(z.unknown())
  .nullable()
  .transform((rows) => rows ?? []);

/** Rows as the engine lists them, those that cannot be read left out. `all`: intermediate ones too. */
export async function imageRows(
  engine: Engine,
  query: { readonly all?: boolean },
  options: CallOptions = {},
): Promise<ImageRow[]> {
  const manifests = engine.product === 'docker' && apiAtLeast(engine, manifestsSince);
  const rows = await engine.json(Rows, {
    path: '/images/json',
    query: { ...query, ...(manifests ? { manifests: true } : {}) },
    signal: options.signal,
    timeoutMs: listTimeoutMs,
    about: { operation: 'image-list' },
  });
  return rows.flatMap((row) => {
    const parsed = ImageRow.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}

function merged(rows: readonly ImageRow[]): ImageSummary[] {
  const byId = new Map<string, ImageSummary>();
  for (const row of rows) {
    const summary = summaryOfImage(row);
    if (summary === null) continue;
    // Podman lists an image once for each of its names.
    const known = byId.get(summary.id);
    if (known === undefined) byId.set(summary.id, summary);
    else {
      known.tags = [...new Set([...known.tags, ...summary.tags])];
      known.digests = [...new Set([...known.digests, ...summary.digests])];
      known.dangling = known.tags.length === 0;
    }
  }
  return [...byId.values()];
}

/** One image with what only some callers need to know. */
export interface KnownImage {
  readonly summary: ImageSummary;
  /** Built on it here: engines forget the parent of an image that was pulled. */
  readonly parent: ImageId | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** Every image, intermediate ones told apart: they are in the whole list only. */
export async function allImages(engine: Engine, options: CallOptions = {}): Promise<KnownImage[]> {
  const [rows, usual] = await Promise.all([
    imageRows(engine, { all: true }, options),
    listImages(engine, options),
  ]);
  const listed = new Set(usual.map((image) => image.id));
  const byId = new Map(rows.map((row) => [imageIdOf(row.Id), row]));
  return merged(rows).map((summary) => {
    const row = byId.get(summary.id);
    const intermediate = summary.dangling && !listed.has(summary.id);
    return {
      summary: { ...summary, intermediate, dangling: summary.dangling && !intermediate },
      parent: imageIdOf(row?.ParentId ?? ''),
      labels: row?.Labels ?? {},
    };
  });
}

/** Every image but the intermediate ones. */
export async function listImages(
  engine: Engine,
  options: CallOptions = {},
): Promise<ImageSummary[]> {
  return merged(await imageRows(engine, {}, options));
}
