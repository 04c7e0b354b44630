import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Surroundings } from '../found-host.ts';

/** A context of the Docker CLI, as far as its engine goes. */
export interface DockerContext {
  readonly name: string;
  readonly address: string;
  readonly tls: boolean;
}

// Go reads keys in any case; the CLI writes these.
const Meta = z.object({
  Name: z.string().min(1).max(200),
  Endpoints: z.object({ docker: z.object({ Host: z.string().min(1).max(4096) }) }),
});
const CliConfig = z.object({ currentContext: z.string().optional() });

function dockerFolder({ env, home }: Surroundings): string {
  return env.DOCKER_CONFIG || join(home, '.docker');
}

/**
 * The contexts in the CLI's store, by name. A broken one is left out: it must not hide the others
 * (it does for the CLI). Format: `contexts/meta/<sha256 of the name>/meta.json`.
 */
export async function readContexts(around: Surroundings): Promise<DockerContext[]> {
  const store = join(dockerFolder(around), 'contexts');
  const folders = await readdir(join(store, 'meta')).catch(() => []);
  const contexts: DockerContext[] = [];
  for (const folder of folders) {
    const meta = await readJson(join(store, 'meta', folder, 'meta.json'), Meta);
    if (!meta) continue;
    const material = await readdir(join(store, 'tls', folder, 'docker')).catch(() => []);
    contexts.push({
      name: meta.Name,
      address: meta.Endpoints.docker.Host,
      tls: material.some((file) => file.endsWith('.pem')),
    });
  }
  return contexts.sort((a, b) => a.name.localeCompare(b.name));
}

/** The context that the CLI would use: `DOCKER_CONTEXT`, then `currentContext`; `DOCKER_HOST` beats both. */
export async function currentContext(around: Surroundings): Promise<string> {
  if (around.env.DOCKER_HOST) return 'default';
  if (around.env.DOCKER_CONTEXT) return around.env.DOCKER_CONTEXT;
  const config = await readJson(join(dockerFolder(around), 'config.json'), CliConfig);
  return config?.currentContext || 'default';
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
