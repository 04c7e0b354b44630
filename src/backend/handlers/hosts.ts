import { installPlan } from '../../hosts/provision/install-plan.ts';
import type { Backbone } from '../backbone.ts';
import { createFactsHub } from '../connections/facts-hub.ts';
import { watchSessions } from '../connections/watch-sessions.ts';
import { installEngineJob } from '../jobs/install-job.ts';
import type { HandlersFor } from './handlers-for.ts';
import { hostEntries } from './host-entries.ts';

export function hostHandlers(backbone: Backbone): HandlersFor<'hosts'> {
  const { hosts, reacher } = backbone;
  const facts = createFactsHub(hosts);
  return {
    ...hostEntries(backbone),
    watch: (_input, { signal }) => hosts.latest.watch(signal),
    rescan: () => hosts.rescan(),
    reconnect: async ({ host }) => {
      hosts.get(host).connection.retry();
      return {};
    },
    suggestions: () => reacher.suggestions(),
    disconnect: async ({ host }) => {
      hosts.get(host).connection.sleep();
      return {};
    },
    networkChanged: async () => {
      hosts.networkChanged();
      return {};
    },
    facts: ({ host }, { signal }) => facts.watch(host, signal),
    sessions: ({ host }, { signal }) => watchSessions(hosts.get(host).connection, signal),
    installPlan: () => installPlan(),
    installEngine: async () => ({ job: installEngineJob(backbone) }),
  };
}
