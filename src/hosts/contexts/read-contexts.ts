import type { Surroundings } from '../found-host.ts';
import { listContexts } from './list-contexts.ts';
import { contextId, placeOf } from './store.ts';

/** A context of the Docker CLI, as far as its engine goes. */
export interface DockerContext {
  readonly name: string;
  readonly address: string;
  /** Folder of its TLS files; undefined where it has none. */
  readonly tlsFolder: string | undefined;
  /** It wants to talk to whoever answers. */
  readonly skipTlsVerify: boolean;
}

/** The contexts in the CLI's store, by name. A broken one is left out: `listContexts` tells of it. */
export async function readContexts(around: Surroundings): Promise<DockerContext[]> {
  const { contexts } = await listContexts(around);
  return contexts.map(({ name, address, tlsFiles, skipTlsVerify }) => ({
    name,
    address,
    tlsFolder: tlsFiles.length > 0 ? placeOf(around, contextId(name)).engineTlsFolder : undefined,
    skipTlsVerify,
  }));
}

/** The context that the CLI would use: `DOCKER_CONTEXT`, then `currentContext`; `DOCKER_HOST` beats both. */
export async function currentContext(around: Surroundings): Promise<string> {
  return (await listContexts(around)).current;
}
