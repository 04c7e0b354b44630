import { api } from '../../../shared/lib/client.ts';
import type { Act, Target } from '../model/acts.ts';
import { whilePending } from '../model/pending.ts';

export interface Deed {
  readonly target: Pick<Target, 'host' | 'id'>;
  readonly act: Act;
}

function call({ target: { host, id }, act }: Deed, signal?: AbortSignal): Promise<object> {
  const options = { signal };
  switch (act.kind) {
    case 'start':
      return api.containers.start({ host, id }, options);
    case 'stop':
      return api.containers.stop({ host, id, timeoutSeconds: act.timeoutSeconds }, options);
    case 'restart':
      return api.containers.restart({ host, id, timeoutSeconds: act.timeoutSeconds }, options);
    case 'pause':
      return api.containers.pause({ host, id }, options);
    case 'unpause':
      return api.containers.unpause({ host, id }, options);
    case 'kill':
      return api.containers.kill({ host, id, signal: act.signal }, options);
    case 'rename':
      return api.containers.rename({ host, id, name: act.name }, options);
    case 'remove':
      return api.containers.remove({ host, id, force: act.force, volumes: act.volumes }, options);
  }
}

/** Does it. Throws `ContractError`. */
export async function perform(deed: Deed, signal?: AbortSignal): Promise<void> {
  await whilePending(deed.target.id, deed.act.kind, () => call(deed, signal));
}
