import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { refuse } from '../../contract/errors.ts';
import { HostEntry } from '../../contract/hosts.ts';
import { HostId } from '../../contract/ids.ts';
import type { FoundHost } from '../../hosts/found-host.ts';
import { routeOf } from '../../hosts/route.ts';
import type { Notices } from '../state/notices.ts';
import { openStateFile } from '../state/state-file.ts';

/** The hosts that a person has added, in the order in which they were. */
export interface AddedHosts {
  found(): FoundHost[];
  /** Throws `name-in-use` for a label that another one has, `bad-parameter` for what is no address. */
  add(entry: HostEntry): HostId;
  change(id: HostId, entry: HostEntry): void;
  remove(id: HostId): void;
  close(): Promise<void>;
}

const Stored = z.object({ hosts: z.array(HostEntry.extend({ id: HostId })).max(1_000) });
type StoredHost = z.infer<typeof Stored>['hosts'][number];

export async function openAddedHosts(folder: string, notices: Notices): Promise<AddedHosts> {
  const file = await openStateFile({
    folder,
    name: 'hosts.json',
    schema: Stored,
    initial: { hosts: [] },
    notices,
  });
  const all = () => file.get().hosts;
  const keep = (hosts: StoredHost[]) => void file.set({ hosts });

  function check(entry: HostEntry, own?: HostId): void {
    routeOf(entry.address, entry);
    if (all().some(({ id, label }) => id !== own && label === entry.label)) {
      throw refuse('name-in-use', 'Another host has this name.', { facts: { name: entry.label } });
    }
  }
  function must(id: HostId): void {
    if (all().some((host) => host.id === id)) return;
    throw refuse('not-found', 'This host was not added here.', { facts: { name: id } });
  }

  return {
    found: () => all().map(foundOf),
    add(entry) {
      check(entry);
      const id = HostId.parse(`added:${randomUUID()}`);
      keep([...all(), { ...entry, id }]);
      return id;
    },
    change(id, entry) {
      must(id);
      check(entry, id);
      keep(
        all().map((host) => (host.id === id ? { ...filesOf(host, entry), ...entry, id } : host)),
      );
    },
    remove(id) {
      must(id);
      keep(all().filter((host) => host.id !== id));
    },
    close: () => file.settled(),
  };
}

/** A form does not show them: they stay with the address that they were given for. */
function filesOf({ address, identityFile, tlsFolder }: StoredHost, entry: HostEntry) {
  return address === entry.address ? { identityFile, tlsFolder } : {};
}

function foundOf(host: StoredHost): FoundHost {
  const { id, label, address, production, colour } = host;
  return {
    ...{ id, label, source: 'added', address },
    route: routeOf(address, host),
    problem: null,
    mark: { production, colour },
  };
}
