/** Which registries somebody is signed in to: names only, no secret is read out. */
import type { Problem } from '../../contract/errors.ts';
import { toProblem } from '../../contract/errors.ts';
import type { RegistryLogin } from '../../contract/registries.ts';
import { readDockerConfig } from '../docker-config.ts';
import type { Surroundings } from '../found-host.ts';
import { type JsonObject, objectIn, parseObject, textIn } from '../json-object.ts';
import { loginIn, tokenUser, userIn } from './entries.ts';
import { askHelper } from './helper.ts';
import { podmanUsers } from './podman-logins.ts';
import { registryOf } from './registry-key.ts';

export interface Logins {
  readonly logins: readonly RegistryLogin[];
  /** Of a helper that could not be asked. */
  readonly problem: Problem | null;
}

const kept = (registry: string, more: Partial<RegistryLogin>): RegistryLogin => ({
  ...{ registry, username: '', keeper: 'docker-file', helper: '' },
  ...more,
});

/** Tokens have no user to show. */
const shown = (user: unknown): string =>
  typeof user === 'string' && user !== tokenUser ? user : '';

async function fromStore(around: Surroundings, helper: string): Promise<RegistryLogin[]> {
  const answer = await askHelper(around, { helper, verb: 'list', input: '' });
  return Object.entries(parseObject(answer ?? '') ?? {}).flatMap(([key, user]) => {
    const registry = registryOf(key);
    return registry === null
      ? []
      : [kept(registry, { username: shown(user), keeper: 'helper', helper })];
  });
}

function fromFile(config: JsonObject): RegistryLogin[] {
  return Object.entries(objectIn(config, 'auths') ?? {}).flatMap(([key, entry]) => {
    const registry = registryOf(key);
    return registry === null || loginIn(entry) === null
      ? []
      : [kept(registry, { username: userIn(entry) })];
  });
}

/** A helper of one registry is not asked: some fetch a login from afar for it. */
function fromOwnHelpers(config: JsonObject): RegistryLogin[] {
  return Object.entries(objectIn(config, 'credHelpers') ?? {}).flatMap(([key, helper]) => {
    const registry = registryOf(key);
    return registry === null || typeof helper !== 'string'
      ? []
      : [kept(registry, { keeper: 'helper', helper })];
  });
}

/** The first of two for a registry is the one that counts. */
export async function listLogins(around: Surroundings): Promise<Logins> {
  const config = await readDockerConfig(around);
  const store = textIn(config, 'credsStore');
  let problem: Problem | null = null;
  const stored = store
    ? await fromStore(around, store).catch((error: unknown) => {
        problem = toProblem(error);
        return [];
      })
    : [];
  const podman = (await podmanUsers(around)).map(({ key, username }) =>
    kept(key, { username, keeper: 'podman-file' }),
  );
  const found = new Map<string, RegistryLogin>();
  for (const one of [...fromOwnHelpers(config), ...stored, ...fromFile(config), ...podman]) {
    if (!found.has(one.registry)) found.set(one.registry, one);
  }
  const logins = [...found.values()].sort((a, b) => (a.registry < b.registry ? -1 : 1));
  return { logins, problem };
}
