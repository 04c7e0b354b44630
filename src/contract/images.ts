/** Images: the list, what is in one, and how they come, go and get their names. */
import * as z from 'zod';
import { ArchiveContents } from './archive-contents.ts';
import { SaveResult } from './containers.ts';
import { bytes, call, duplex } from './define.ts';
import { ContainerId, HostId, ImageId, JobId } from './ids.ts';
import { ImageToRemove, RemovalPlan, RemovalScope } from './image-removal.ts';

export const ImageSummary = z.object({
  id: ImageId,
  /** `repository:tag`, as the engine lists them. Empty for a dangling or intermediate image. */
  tags: z.array(z.string()),
  /** `repository@sha256:…` */
  digests: z.array(z.string()),
  sizeBytes: z.number(),
  createdAtMs: z.number(),
  /** `linux/amd64`; empty when the engine does not list it. */
  platform: z.string(),
  /** No tag and no child: nothing refers to it. */
  dangling: z.boolean(),
  /** No tag, and other images are built on it: a step of a build, kept for its children. */
  intermediate: z.boolean().default(false),
  labelCount: z.number().int(),
});
export type ImageSummary = z.infer<typeof ImageSummary>;

export const ImageConfig = z.object({
  entrypoint: z.array(z.string()),
  command: z.array(z.string()),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  user: z.string(),
  workingDir: z.string(),
  /** `8080/tcp` */
  exposedPorts: z.array(z.string()),
  volumes: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  stopSignal: z.string(),
});
export type ImageConfig = z.infer<typeof ImageConfig>;

export const ImageDetail = z.object({
  summary: ImageSummary,
  config: ImageConfig,
  os: z.string(),
  architecture: z.string(),
  variant: z.string(),
  author: z.string(),
  comment: z.string(),
  layerDigests: z.array(z.string()),
});
export type ImageDetail = z.infer<typeof ImageDetail>;

export const HistoryEntry = z.object({
  /** Null where the engine says `<missing>`: built elsewhere, only the layer came. */
  id: ImageId.nullable(),
  createdAtMs: z.number(),
  createdBy: z.string(),
  sizeBytes: z.number(),
  comment: z.string(),
  tags: z.array(z.string()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** What the removal of one reference would do. Told before it is done. */
export const ImageRemovalOutcome = z.object({
  /** `untag`: other names stay. `delete`: the last name goes and the image with it. `refused`: it would be. */
  effect: z.enum(['untag', 'delete', 'refused']),
  reason: z.enum(['none', 'running-containers', 'stopped-containers', 'has-children']),
  /** Containers made from this image. */
  containers: z.array(z.object({ id: ContainerId, name: z.string(), running: z.boolean() })),
  /** Images that are built on it, with a name of each or its id. */
  children: z.array(z.object({ id: ImageId, name: z.string() })),
  otherTags: z.array(z.string()),
  /** Of the image, as listed; layers that others share are not freed. */
  sizeBytes: z.number(),
});
export type ImageRemovalOutcome = z.infer<typeof ImageRemovalOutcome>;

const Reference = z.string().min(1).max(4096);
/** A reference or an id. */
const Named = z.object({ host: HostId, image: Reference });
const JobStarted = z.object({ job: JobId });
/** First the job; its progress is on `jobs.watch`. The last event tells that the upload was taken. */
const UploadEvent = JobStarted;

export const images = {
  list: call({ input: z.object({ host: HostId }), output: z.array(ImageSummary) }),
  /** Those that `list` leaves out: steps of builds. Asked only while somebody looks. */
  intermediates: call({ input: z.object({ host: HostId }), output: z.array(ImageSummary) }),
  detail: call({ input: Named, output: ImageDetail }),
  inspect: call({ input: Named, output: z.object({ json: z.string() }) }),
  history: call({ input: Named, output: z.array(HistoryEntry) }),
  tag: call({ input: Named.extend({ reference: Reference }), output: z.object({}) }),
  removalOutcome: call({ input: Named, output: ImageRemovalOutcome }),
  /** Removes one reference (or, by id, the image). Tells what the engine did. */
  remove: call({
    input: Named.extend({ force: z.boolean().default(false) }),
    output: z.object({ untagged: z.array(z.string()), deleted: z.array(z.string()) }),
  }),
  /** What would go and how many bytes, of chosen images or of those that nothing uses. */
  removalPlan: call({
    input: z.object({ host: HostId, scope: RemovalScope }),
    output: RemovalPlan,
  }),
  /** Exactly these, one after the other, with a result for each in the job. */
  removeMany: call({
    input: z.object({ host: HostId, images: z.array(ImageToRemove).min(1).max(1000) }),
    output: JobStarted,
  }),
  /** `mirror`: `https://host[:port]`, asked instead of the default registry, for this pull only. */
  pull: call({
    input: z.object({
      host: HostId,
      reference: Reference,
      platform: z.string().max(100).optional(),
      mirror: z.string().max(300).optional(),
    }),
    output: JobStarted,
  }),
  /** Under another name than it has, the image is given that name first. */
  push: call({ input: Named.extend({ reference: Reference }), output: JobStarted }),
  /** A `docker save` tar, plain or gzip. The job's result holds the references that were loaded. */
  load: duplex({
    input: z.object({ host: HostId, fileName: z.string().max(1000), sizeBytes: z.number().min(0) }),
    up: bytes,
    event: UploadEvent,
  }),
  /** Looks into a packed archive without sending it to an engine; ends as soon as it knows. */
  look: duplex({
    input: z.object({ fileName: z.string().max(1000), sizeBytes: z.number().min(0) }),
    up: bytes,
    event: z.object({ contents: ArchiveContents }),
  }),
  /** A root filesystem as a tar becomes an image of one layer. */
  import: duplex({
    input: z.object({
      host: HostId,
      fileName: z.string().max(1000),
      sizeBytes: z.number().min(0),
      reference: z.string().max(4096).optional(),
      message: z.string().max(1000).optional(),
      /** Dockerfile instructions: `CMD ["sh"]`. */
      changes: z.array(z.string().max(4096)).default([]),
    }),
    up: bytes,
    event: UploadEvent,
  }),
  /** From one engine to another; the job stands at the one that receives. */
  send: call({
    input: z.object({ from: HostId, to: HostId, images: z.array(Reference).min(1).max(100) }),
    output: z.object({ job: JobId }),
  }),
  save: call({
    input: z.object({
      ...{ host: HostId, images: z.array(Reference).min(1).max(100) },
      /** `linux/arm64`; absent: all that are there. */
      platform: z.string().max(100).optional(),
      compression: z.enum(['none', 'gzip', 'zstd']).default('none'),
    }),
    output: SaveResult,
  }),
};
