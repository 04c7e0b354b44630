/** The JSON of image archives: `docker save` in both its layouts, and the OCI image layout. */
import * as z from 'zod';
import { momentMs, number, text, textMap, texts } from '../../docker/shapes.ts';
import { ConfigFields } from '../../images/config-fields.ts';
import { broken } from '../limits.ts';

export const DockerManifest = z.array(
  z.object({
    Config: z.string(),
    RepoTags: texts,
    Layers: z.array(z.string()).max(1_000),
  }),
);

const Descriptor = z.object({
  mediaType: text,
  digest: z.string(),
  size: number,
  annotations: textMap,
});
export type Descriptor = z.output<typeof Descriptor>;

export const OciIndex = z.object({ manifests: z.array(Descriptor).max(1_000) });
export const OciManifest = z.object({
  config: Descriptor,
  layers: z.array(Descriptor).max(1_000),
});

export const OciConfig = z.object({
  architecture: text,
  os: text,
  variant: text,
  created: text,
  config: ConfigFields.nullish().catch(null),
  rootfs: z.object({ diff_ids: texts }).catch({ diff_ids: [] }),
  history: z
    .array(
      z.object({
        created: text.transform(momentMs),
        created_by: text,
        comment: text,
        empty_layer: z.boolean().catch(false),
      }),
    )
    .catch([]),
});
export type OciConfig = z.output<typeof OciConfig>;

/** Throws `archive-broken` for what is not JSON, or not of this shape. */
export function parseJson<S extends z.ZodType>(
  schema: S,
  bytes: Uint8Array | undefined,
  name: string,
): z.output<S> {
  if (bytes === undefined) throw broken(`${name} is missing`);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw broken(`${name} is no JSON`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw broken(`${name} has another shape`);
  return parsed.data;
}
