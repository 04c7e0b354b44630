import { refuse } from '../../contract/errors.ts';
import type { HostEntry } from '../../contract/hosts.ts';
import type { HostId } from '../../contract/ids.ts';
import type { Backbone } from '../backbone.ts';
import { note, recorded } from '../journal/record.ts';
import type { HandlersFor } from './handlers-for.ts';

type Entries = Pick<
  HandlersFor<'hosts'>,
  'add' | 'change' | 'remove' | 'unlock' | 'lock' | 'acceptChangedKey' | 'bridge' | 'closeBridge'
>;

/** What a person changes about a host here. Each is written to the journal with the host's name. */
export function hostEntries(backbone: Backbone): Entries {
  const { hosts, added, reacher, bridges, secrets, journal } = backbone;
  const labelOf = (host: HostId) => hosts.get(host).found.label;
  const act = (action: string, host: HostId) => ({
    ...{ host, action: `hosts.${action}` },
    subject: labelOf(host),
  });

  async function add(entry: HostEntry): Promise<HostId> {
    const host = (await added).add(entry);
    await hosts.refresh();
    hosts.get(host).connection.retry();
    return host;
  }

  async function remove(host: HostId, label: string): Promise<void> {
    (await added).remove(host);
    await hosts.refresh();
    const forgotten = await (await secrets).forgetHost(host);
    if (forgotten === 0) return;
    const forget = { host: null, action: 'hosts.forgetSecret', subject: label };
    await note(journal, forget, { outcome: 'done', code: null });
  }

  return {
    add: async (entry) => {
      const adding = { host: null, action: 'hosts.add', subject: entry.label };
      return { host: await recorded(journal, adding, () => add(entry)) };
    },
    change: async ({ host, entry }) => {
      // Or the lock could be taken off without its name.
      if (!entry.production) hosts.mayChange(host);
      await recorded(journal, { ...act('change', host), subject: entry.label }, async () => {
        (await added).change(host, entry);
        await hosts.refresh();
      });
      return {};
    },
    remove: async ({ host }) => {
      const label = labelOf(host);
      const removing = { host: null, action: 'hosts.remove', subject: label };
      await recorded(journal, removing, () => remove(host, label));
      return {};
    },
    unlock: async ({ host, name }) => {
      await recorded(journal, act('unlock', host), async () => hosts.unlock(host, name));
      return {};
    },
    lock: async ({ host }) => {
      await recorded(journal, act('lock', host), async () => hosts.lock(host));
      return {};
    },
    acceptChangedKey: async ({ host, fingerprint }) => {
      const { connection } = hosts.get(host);
      await recorded(journal, act('acceptKey', host), () =>
        reacher.acceptChangedKey(connection.status.get().problem, fingerprint),
      );
      connection.retry();
      return {};
    },
    bridge: async ({ host }) => {
      // One that is open is shown, which changes nothing.
      if (bridges.isOpen(host)) return { dockerHost: await bridges.open(host) };
      const opening = act('openBridge', host);
      return { dockerHost: await recorded(journal, opening, () => bridges.open(host)) };
    },
    closeBridge: async ({ host }) => {
      if (!bridges.isOpen(host)) throw refuse('not-found', 'This host has no open bridge.');
      await recorded(journal, act('closeBridge', host), () => bridges.end(host));
      return {};
    },
  };
}
