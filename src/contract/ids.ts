/** Branded ids: a container id cannot be passed where an image id belongs. */
import * as z from 'zod';

/** Our own name for a way to an engine: `local`, `context:colima`, `podman:rootless`. */
export const HostId = z.string().min(1).max(200).brand<'HostId'>();
export type HostId = z.infer<typeof HostId>;

/** 64 hex digits on every engine. Also taken: a prefix of at least 12, as the engine's texts print it. */
export const ContainerId = z
  .string()
  .regex(/^[0-9a-f]{12,64}$/)
  .brand<'ContainerId'>();
export type ContainerId = z.infer<typeof ContainerId>;

/** `sha256:` and 64 hex digits. */
export const ImageId = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .brand<'ImageId'>();
export type ImageId = z.infer<typeof ImageId>;

export const JobId = z.string().min(1).max(64).brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

export const TerminalId = z.string().min(1).max(64).brand<'TerminalId'>();
export type TerminalId = z.infer<typeof TerminalId>;

export const PromptId = z.string().min(1).max(64).brand<'PromptId'>();
export type PromptId = z.infer<typeof PromptId>;

export const ForwardId = z.string().min(1).max(64).brand<'ForwardId'>();
export type ForwardId = z.infer<typeof ForwardId>;

/** One read image, kept in the backend for a while. */
export const AnalysisId = z.string().min(1).max(64).brand<'AnalysisId'>();
export type AnalysisId = z.infer<typeof AnalysisId>;

/** An archive that a window has sent to be looked into. */
export const ArchiveId = z.string().min(1).max(64).brand<'ArchiveId'>();
export type ArchiveId = z.infer<typeof ArchiveId>;
