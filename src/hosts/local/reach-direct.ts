import type { Transport } from '../../contract/connecting.ts';
import type { EngineTarget } from '../../engine/docker/target.ts';
import type { Reach } from '../reached.ts';

/** A socket of this machine, or a TCP address: there is nothing to be done before the first call. */
export function reachDirect(target: EngineTarget): Reach {
  return async () => ({
    target,
    way: { transport: transportOf(target), reason: 'only-way', through: [] },
    login: null,
    // Each call says by itself when nobody is there.
    lost: new Promise(() => {}),
    close: () => {},
  });
}

function transportOf(target: EngineTarget): Transport {
  if (target.kind !== 'tcp') return 'socket';
  return target.tls === undefined ? 'tcp' : 'tls';
}
