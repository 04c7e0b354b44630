/** Signing in and out, as `docker login` and `docker logout` leave it. */
import { refuse } from '../../contract/errors.ts';
import { changeDockerConfig, readDockerConfig } from '../docker-config.ts';
import type { Surroundings } from '../found-host.ts';
import { type JsonObject, objectIn, withField } from '../json-object.ts';
import { entriesOf, entryOf, helperFor } from './entries.ts';
import { askHelper } from './helper.ts';
import { keyOf } from './registry-key.ts';

export interface NewLogin {
  readonly registry: string;
  readonly username: string;
  readonly password: string;
}

function withEntry(config: JsonObject, registry: string, entry: JsonObject): JsonObject {
  const others = withoutEntries(config, registry);
  const auths = objectIn(others, 'auths') ?? {};
  return withField(others, 'auths', { ...auths, [keyOf(registry)]: entry });
}

function withoutEntries(config: JsonObject, registry: string): JsonObject {
  const gone = new Set(entriesOf(config, registry).map(([key]) => key));
  const auths = objectIn(config, 'auths');
  if (!auths || gone.size === 0) return config;
  const left = Object.entries(auths).filter(([key]) => !gone.has(key));
  return withField(config, 'auths', Object.fromEntries(left));
}

/**
 * To the helper that the CLI would use, else into its file, which only its owner reads. Gives the helper's name,
 * empty for the file. Throws `credential-helper`, `storage-failed`.
 */
export async function storeLogin(around: Surroundings, login: NewLogin): Promise<string> {
  const { registry, username, password } = login;
  const helper = helperFor(await readDockerConfig(around), registry);
  if (helper === undefined) {
    await changeDockerConfig(around, (config) =>
      withEntry(config, registry, entryOf({ username, password })),
    );
    return '';
  }
  const input = JSON.stringify({
    ServerURL: keyOf(registry),
    Username: username,
    Secret: password,
  });
  await askHelper(around, { helper, verb: 'store', input });
  // An empty entry is how the CLI remembers that its helper has one.
  await changeDockerConfig(around, (config) => withEntry(config, registry, {}));
  return helper;
}

/** Throws `not-found` where the Docker CLI keeps none. */
export async function eraseLogin(around: Surroundings, registry: string): Promise<void> {
  const config = await readDockerConfig(around);
  const helper = helperFor(config, registry);
  let isErased = false;
  if (helper !== undefined) {
    const answer = await askHelper(around, { helper, verb: 'erase', input: keyOf(registry) });
    isErased = answer !== null;
  }
  if (entriesOf(config, registry).length > 0) {
    await changeDockerConfig(around, (now) => withoutEntries(now, registry));
    isErased = true;
  }
  if (!isErased) throw refuse('not-found', 'Nobody is signed in.', { facts: { name: registry } });
}
