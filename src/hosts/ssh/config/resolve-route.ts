import type { SshAddress } from '../parse-address.ts';
import { badConfig } from './bad-config.ts';
import { hopsMax } from './jumps.ts';
import type { SshConfig } from './model.ts';
import { resolveHost } from './resolve-host.ts';
import type { Hop, SshOptions } from './ssh-options.ts';

/**
 * The hosts to log in to, one through the other, in this order; the last is the one asked for. As
 * OpenSSH does it: each is looked up in the configuration by itself, and the `ProxyJump` of a hop
 * counts only for the first. Throws what `resolveHost` throws, and `bad-ssh-config` for a circle.
 */
export function resolveRoute(config: SshConfig, target: string | SshAddress): SshOptions[] {
  const route = [resolveHost(config, target)];
  let next: readonly Hop[] = route[0]?.proxyJump ?? [];
  while (next.length > 0) {
    const hops = next.map((hop) => resolveHost(config, hop));
    route.unshift(...hops);
    if (route.length > hopsMax + 1) {
      const file = config.files[0]?.path ?? '~/.ssh/config';
      throw badConfig({ file }, 'ProxyJump goes through too many hosts, or in a circle');
    }
    next = onwards(hops[0]);
  }
  return route;
}

/** The hops before the first one. `Host *` with a `ProxyJump` says so of the hop itself too. */
export function onwards(first: SshOptions | undefined): readonly Hop[] {
  return (first?.proxyJump ?? []).filter(
    ({ host }) => host !== first?.alias && host !== first?.hostName,
  );
}
