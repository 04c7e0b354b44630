/**
 * Logins of Podman, Buildah and Skopeo, read and never written: `auth.json`, whose keys may name a folder or a
 * repository of a registry. Source: containers-auth.json(5).
 */
import { join } from 'node:path';
import type { Login } from '../../engine/registry/registry.ts';
import type { Surroundings } from '../found-host.ts';
import { type JsonObject, objectIn, parseObject } from '../json-object.ts';
import { readRegular } from '../read-regular.ts';
import { loginIn, userIn } from './entries.ts';

const fileBytesMax = 1024 * 1024;

function files({ env, home, platform }: Surroundings): string[] {
  if (env.REGISTRY_AUTH_FILE) return [env.REGISTRY_AUTH_FILE];
  const config = env.XDG_CONFIG_HOME || join(home, '.config');
  const lasting = join(config, 'containers', 'auth.json');
  // Elsewhere than on Linux there is no folder that goes at the end of a session.
  return platform === 'linux' && env.XDG_RUNTIME_DIR
    ? [join(env.XDG_RUNTIME_DIR, 'containers', 'auth.json'), lasting]
    : [lasting];
}

async function authsIn(file: string): Promise<JsonObject> {
  const read = await readRegular(file, fileBytesMax);
  if (read.outcome !== 'read') return {};
  return objectIn(parseObject(read.content.toString()), 'auths') ?? {};
}

/** `host/a/b`, `host/a`, `host`: the narrowest key counts. */
function keysFor(registry: string, repository: string): string[] {
  const parts = repository === '' ? [] : repository.split('/');
  return [
    ...parts.map((_, index) => [registry, ...parts.slice(0, parts.length - index)].join('/')),
    registry,
  ];
}

export async function podmanLogin(
  around: Surroundings,
  registry: string,
  repository: string,
): Promise<Login | null> {
  for (const file of files(around)) {
    const auths = await authsIn(file);
    for (const key of keysFor(registry, repository)) {
      const login = Object.hasOwn(auths, key) ? loginIn(auths[key]) : null;
      if (login) return login;
    }
  }
  return null;
}

/** `key` may name more than a registry. */
export async function podmanUsers(
  around: Surroundings,
): Promise<{ readonly key: string; readonly username: string }[]> {
  const found = new Map<string, string>();
  for (const file of files(around)) {
    for (const [key, entry] of Object.entries(await authsIn(file))) {
      if (loginIn(entry) && !found.has(key)) found.set(key, userIn(entry));
    }
  }
  return [...found].map(([key, username]) => ({ key, username }));
}
