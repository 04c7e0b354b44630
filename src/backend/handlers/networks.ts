import { listNetworks } from '../../engine/networks/list.ts';
import { listVolumes } from '../../engine/volumes/list.ts';
import type { Backbone } from '../backbone.ts';
import type { HandlersFor } from './handlers-for.ts';

export function networkHandlers({ hosts }: Backbone): HandlersFor<'networks'> {
  return {
    list: ({ host }, { signal }) =>
      hosts.withEngine(host, (engine) => listNetworks(engine, { signal }), signal),
  };
}

export function volumeHandlers({ hosts }: Backbone): HandlersFor<'volumes'> {
  return {
    list: ({ host }, { signal }) =>
      hosts.withEngine(host, (engine) => listVolumes(engine, { signal }), signal),
  };
}
