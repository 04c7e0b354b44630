import { installPlan } from '../../hosts/provision/install-plan.ts';
import type { Backbone } from '../backbone.ts';
import { installEngineJob } from '../jobs/install-job.ts';
import type { HandlersFor } from './handlers-for.ts';

export function hostHandlers(backbone: Backbone): HandlersFor<'hosts'> {
  const { hosts } = backbone;
  return {
    watch: (_input, { signal }) => hosts.latest.watch(signal),
    rescan: () => hosts.rescan(),
    reconnect: async ({ host }) => {
      hosts.get(host).connection.retry();
      return {};
    },
    installPlan: () => installPlan(),
    installEngine: async () => ({ job: installEngineJob(backbone) }),
  };
}
