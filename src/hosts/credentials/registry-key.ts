/** How the Docker CLI names a registry in its files. Pure. */
import { defaultRegistry } from '../../contract/reference.ts';

/** The Hub goes by the address of its old index. */
const defaultKey = 'https://index.docker.io/v1/';

export const keyOf = (registry: string): string =>
  registry === defaultRegistry ? defaultKey : registry;

/**
 * The registry of a key: `https://registry.example/v1/` and `registry.example` are the same. Null for what is no
 * registry's (Docker Desktop keeps tokens of its own below the Hub's).
 */
export function registryOf(key: string): string | null {
  const [host = '', ...path] = key.replace(/^https?:\/\//, '').split('/');
  if (!/^[\w.:[\]-]{1,255}$/.test(host)) return null;
  if (/^(index\.)?docker\.io$|^registry-1\.docker\.io$/.test(host)) {
    return path.some((part) => /-token$/.test(part)) ? null : defaultRegistry;
  }
  return host;
}
