import { installPlan } from '../../hosts/provision/install-plan.ts';
import type { Backbone } from '../backbone.ts';
import { createFactsHub } from '../connections/facts-hub.ts';
import { watchSessions } from '../connections/watch-sessions.ts';
import { installEngineJob } from '../jobs/install-job.ts';
import type { HandlersFor } from './handlers-for.ts';

export function hostHandlers(backbone: Backbone): HandlersFor<'hosts'> {
  const { hosts, added, reacher, bridges } = backbone;
  const facts = createFactsHub(hosts);
  return {
    watch: (_input, { signal }) => hosts.latest.watch(signal),
    rescan: () => hosts.rescan(),
    reconnect: async ({ host }) => {
      hosts.get(host).connection.retry();
      return {};
    },
    add: async (entry) => {
      const host = (await added).add(entry);
      await hosts.refresh();
      hosts.get(host).connection.retry();
      return { host };
    },
    change: async ({ host, entry }) => {
      // Or the lock could be taken off without its name.
      if (!entry.production) hosts.mayChange(host);
      (await added).change(host, entry);
      await hosts.refresh();
      return {};
    },
    remove: async ({ host }) => {
      (await added).remove(host);
      await hosts.refresh();
      return {};
    },
    suggestions: () => reacher.suggestions(),
    disconnect: async ({ host }) => {
      hosts.get(host).connection.sleep();
      return {};
    },
    unlock: async ({ host, name }) => {
      hosts.unlock(host, name);
      return {};
    },
    lock: async ({ host }) => {
      hosts.lock(host);
      return {};
    },
    acceptChangedKey: async ({ host, fingerprint }) => {
      const { connection } = hosts.get(host);
      await reacher.acceptChangedKey(connection.status.get().problem, fingerprint);
      connection.retry();
      return {};
    },
    networkChanged: async () => {
      hosts.networkChanged();
      return {};
    },
    facts: ({ host }, { signal }) => facts.watch(host, signal),
    sessions: ({ host }, { signal }) => watchSessions(hosts.get(host).connection, signal),
    bridge: async ({ host }) => ({ dockerHost: await bridges.open(host) }),
    installPlan: () => installPlan(),
    installEngine: async () => ({ job: installEngineJob(backbone) }),
  };
}
