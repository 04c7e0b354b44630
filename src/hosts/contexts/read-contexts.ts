import type { Surroundings } from '../found-host.ts';
import { listContexts } from './list-contexts.ts';

/** A context of the Docker CLI, as far as its engine goes. */
export interface DockerContext {
  readonly name: string;
  readonly address: string;
  readonly tls: boolean;
}

/** The contexts in the CLI's store, by name. A broken one is left out: `listContexts` tells of it. */
export async function readContexts(around: Surroundings): Promise<DockerContext[]> {
  const { contexts } = await listContexts(around);
  return contexts.map(({ name, address, tlsFiles }) => ({
    name,
    address,
    tls: tlsFiles.length > 0,
  }));
}

/** The context that the CLI would use: `DOCKER_CONTEXT`, then `currentContext`; `DOCKER_HOST` beats both. */
export async function currentContext(around: Surroundings): Promise<string> {
  return (await listContexts(around)).current;
}
