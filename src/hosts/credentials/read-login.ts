/** The login for a registry, from wherever the Docker CLI or Podman keeps it. */
import type { Login } from '../../engine/registry/registry.ts';
import { readDockerConfig } from '../docker-config.ts';
import type { Surroundings } from '../found-host.ts';
import { parseObject, textIn } from '../json-object.ts';
import { entriesOf, helperFor, loginIn, tokenUser } from './entries.ts';
import { askHelper } from './helper.ts';
import { podmanLogin } from './podman-logins.ts';
import { keyOf } from './registry-key.ts';

/** `Username` and `Secret`, as a helper answers. */
function loginFrom(answer: string): Login | null {
  const said = parseObject(answer);
  const [username, secret] = [textIn(said, 'Username'), textIn(said, 'Secret')];
  if (username === undefined || secret === undefined) return null;
  if (username === tokenUser) return { kind: 'identity-token', token: secret };
  return { kind: 'password', username, password: secret };
}

/** Null where nobody is signed in. Throws `credential-helper`. `repository` in full: Podman tells some apart. */
export async function readLogin(
  around: Surroundings,
  registry: string,
  repository = '',
): Promise<Login | null> {
  const config = await readDockerConfig(around);
  const helper = helperFor(config, registry);
  if (helper !== undefined) {
    const answer = await askHelper(around, { helper, verb: 'get', input: keyOf(registry) });
    const login = answer === null ? null : loginFrom(answer);
    if (login) return login;
  }
  for (const [, entry] of entriesOf(config, registry)) {
    const login = loginIn(entry);
    if (login) return login;
  }
  return podmanLogin(around, registry, repository);
}
