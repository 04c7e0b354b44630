import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { refuse } from '../../contract/errors.ts';
import type { Surroundings } from '../found-host.ts';

/**
 * Where the Docker CLI keeps its contexts: `contexts/meta/<id>/meta.json` and
 * `contexts/tls/<id>/docker/*.pem`, the id being the SHA-256 of the name.
 * Source: cli/context/store in github.com/docker/cli.
 */
export interface ContextPlace {
  readonly id: string;
  readonly metaFolder: string;
  readonly metaFile: string;
  readonly tlsFolder: string;
  /** The TLS files of the engine; other kinds of endpoints have folders beside it. */
  readonly engineTlsFolder: string;
}

export function dockerFolder({ env, home }: Surroundings): string {
  return env.DOCKER_CONFIG || join(home, '.docker');
}

export function configFile(around: Surroundings): string {
  return join(dockerFolder(around), 'config.json');
}

export function metaRoot(around: Surroundings): string {
  return join(dockerFolder(around), 'contexts', 'meta');
}

export function contextId(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

export function placeOf(around: Surroundings, id: string): ContextPlace {
  const metaFolder = join(metaRoot(around), id);
  const tlsFolder = join(dockerFolder(around), 'contexts', 'tls', id);
  return {
    id,
    metaFolder,
    metaFile: join(metaFolder, 'meta.json'),
    tlsFolder,
    engineTlsFolder: join(tlsFolder, 'docker'),
  };
}

/** The CLI's rule. `default` is the CLI's own word for no context. */
export function checkContextName(name: string): void {
  if (name !== 'default' && /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/.test(name) && name.length <= 200)
    return;
  throw refuse(
    'bad-parameter',
    'A context has a name of two letters or more; digits and _ . + - may follow the first.',
    { facts: { field: 'name' } },
  );
}

/** The CLI's modes. */
export const metaModes = { file: 0o644, folder: 0o755 } as const;
export const tlsModes = { file: 0o600, folder: 0o700 } as const;
export const configModes = { file: 0o600, folder: 0o700 } as const;

/** A failure to write as the problem that a person reads. */
export function notWritten(file: string, error: unknown) {
  const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return refuse('storage-failed', 'The Docker context could not be written.', {
    detail,
    facts: { file },
  });
}
