/** Registries: what they hold, who is signed in, and whether local images are still the newest. */
import * as z from 'zod';
import { call, stream } from './define.ts';
import { Problem } from './errors.ts';
import { HostId } from './ids.ts';

const Reference = z.string().min(1).max(4096);
/** `docker.io`, `registry.example:5000`. */
const RegistryName = z.string().min(1).max(300);
/** `https://host[:port]`, asked instead of the default registry. */
const Mirror = z.string().max(300).optional();

/** A login as it may be shown: never its secret. */
export const RegistryLogin = z.object({
  /** Podman's may name a folder of a registry. */
  registry: z.string(),
  /** Empty where only its keeper knows. */
  username: z.string(),
  /** `docker-file`: readable by whoever reads the person's files. */
  keeper: z.enum(['helper', 'docker-file', 'podman-file']),
  /** Of `docker-credential-<helper>`; empty for a file. */
  helper: z.string(),
});
export type RegistryLogin = z.infer<typeof RegistryLogin>;

export const RegistryPlatform = z.object({
  /** `linux/arm64/v8`; empty where the registry does not say. */
  platform: z.string(),
  digest: z.string(),
  /** Compressed, as it travels. */
  sizeBytes: z.number(),
  /** Whether the engine of the host runs it by itself; null without a host, or while it is away. */
  fits: z.boolean().nullable(),
});
export type RegistryPlatform = z.infer<typeof RegistryPlatform>;

/**
 * `same`: the tag still stands for what is here. `newer`: for something else now. `local-only`: it never came from a
 * registry. `unknown`: the registry could not be asked; `problem` says why.
 */
export const Newness = z.enum(['same', 'newer', 'local-only', 'unknown']);
export type Newness = z.infer<typeof Newness>;

export const CheckedTag = z.object({
  /** As the engine lists it. */
  tag: z.string(),
  state: Newness,
  /** What the tag stands for at the registry; null where it was not asked or did not answer. */
  digest: z.string().nullable(),
  problem: Problem.nullable(),
});
export type CheckedTag = z.infer<typeof CheckedTag>;

export const registries = {
  /** Tags of the reference's repository, in the registry's own order. */
  tags: call({
    input: z.object({ reference: Reference, mirror: Mirror }),
    output: z.object({
      tags: z.array(z.string()),
      /** There are more than are listed. */
      more: z.boolean(),
    }),
  }),
  platforms: call({
    input: z.object({ reference: Reference, host: HostId.optional(), mirror: Mirror }),
    output: z.object({
      digest: z.string(),
      platforms: z.array(RegistryPlatform),
      more: z.boolean(),
      /** `linux/amd64` of the host's engine; empty where it is not known. */
      wanted: z.string(),
    }),
  }),
  /** From where the Docker CLI and Podman keep them. `problem`: a helper could not be asked. */
  list: call({
    input: z.object({}),
    output: z.object({ logins: z.array(RegistryLogin), problem: Problem.nullable() }),
  }),
  /** Asks the registry first; then keeps it where `docker login` would. */
  signIn: call({
    input: z.object({
      registry: RegistryName,
      username: z.string().min(1).max(1000),
      password: z.string().min(1).max(20_000),
    }),
    output: z.object({
      /** Empty: in the CLI's file, not encrypted. */
      helper: z.string(),
    }),
  }),
  signOut: call({ input: z.object({ registry: RegistryName }), output: z.object({}) }),
  /** Agrees to speak with a registry that has no TLS, or takes that back. */
  agreeToPlain: call({
    input: z.object({ registry: RegistryName, agreed: z.boolean() }),
    output: z.object({}),
  }),
  /** Every tag of a host, as it becomes known. Asks by digest: nothing is pulled. */
  checkNewer: stream({
    input: z.object({
      host: HostId,
      /** Asks again what was asked a few minutes ago. */
      anew: z.boolean().default(false),
    }),
    event: z.object({
      checked: z.array(CheckedTag),
      total: z.number().int(),
    }),
  }),
};
