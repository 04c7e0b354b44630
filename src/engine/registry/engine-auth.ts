/** A login as an engine wants it with a pull or a push (`X-Registry-Auth`). Pure. */
import { defaultRegistry } from '../../contract/reference.ts';
import type { Login } from './registry.ts';

/** What engines call the default registry. */
const defaultServer = 'https://index.docker.io/v1/';

/** `{}` without a login: old engines want the header with every push. */
export function engineAuth(registry: string, login: Login | null): string {
  const serveraddress = registry === defaultRegistry ? defaultServer : registry;
  const body =
    login === null
      ? {}
      : login.kind === 'identity-token'
        ? { identitytoken: login.token, serveraddress }
        : { username: login.username, password: login.password, serveraddress };
  const text = Buffer.from(JSON.stringify(body), 'utf8').toString('base64url');
  // Go reads this alphabet with its padding only.
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}
