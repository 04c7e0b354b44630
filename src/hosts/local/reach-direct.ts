import type { Transport } from '../../contract/connecting.ts';
import type { EngineTarget } from '../../engine/docker/target.ts';
import type { Route } from '../found-host.ts';
import type { Reach } from '../reached.ts';
import { readTlsMaterial } from '../tls/read-material.ts';

/**
 * A socket of this machine, or a TCP address: nothing is done before the first call but reading the
 * TLS files, which may be new ones. Throws `key-unusable`.
 */
export function reachDirect(route: Extract<Route, { kind: 'direct' }>): Reach {
  return async () => {
    const target = await withTls(route);
    return {
      target,
      way: { transport: transportOf(target), reason: 'only-way', through: [] },
      login: null,
      // Each call says by itself when nobody is there.
      lost: new Promise(() => {}),
      close: () => {},
    };
  };
}

async function withTls({ target, tlsFolder }: Extract<Route, { kind: 'direct' }>) {
  if (target.kind !== 'tcp' || tlsFolder === undefined) return target;
  return { ...target, tls: await readTlsMaterial(tlsFolder) };
}

function transportOf(target: EngineTarget): Transport {
  if (target.kind !== 'tcp') return 'socket';
  return target.tls === undefined ? 'tcp' : 'tls';
}
