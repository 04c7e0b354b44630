/** The mends of refusals that concern containers. Ids may be beginnings, as engines print them. */
import type { ContainerSummary } from '../../../../contract/containers.ts';
import { ContainerId, type HostId } from '../../../../contract/ids.ts';
import type { ActionContext, MendTable } from '../../../shared/lib/feature.ts';
import { queryClient } from '../../../shared/lib/query-client.ts';
import { containersQuery } from '../../../shared/lib/rows.ts';
import { writeSearchText } from '../../../shared/lib/search-text.ts';
import { type Act, shortId, targetOf, usualTimeoutSeconds } from '../model/acts.ts';
import { asked } from '../model/asked.ts';
import type { ListSearch } from '../model/list-view.ts';
import { perform } from './perform.ts';

/** A mend that only leads somewhere else does not resolve: the failed action is not tried again. */
const elsewhere = (): Promise<void> => new Promise(() => {});

async function doTo(id: string, act: Act, { host }: ActionContext): Promise<void> {
  if (host) await perform({ target: { host, id: ContainerId.parse(id) }, act });
}

async function find(
  host: HostId,
  is: (row: ContainerSummary) => boolean,
): Promise<ContainerSummary | undefined> {
  return (await queryClient.ensureQueryData(containersQuery(host))).find(is);
}

const listPath = (host: HostId, search: ListSearch = {}) =>
  `/host/${encodeURIComponent(host)}/containers${writeSearchText(search)}`;

export const containerMends: MendTable = {
  'start-container': { run: ({ id }, context) => doTo(id, { kind: 'start' }, context) },
  'unpause-container': { run: ({ id }, context) => doTo(id, { kind: 'unpause' }, context) },
  'stop-container': {
    run: ({ id }, context) =>
      doTo(id, { kind: 'stop', timeoutSeconds: usualTimeoutSeconds }, context),
  },
  'remove-container': {
    async run({ id, name }, { host }) {
      if (!host) return elsewhere();
      const row = await find(host, (one) => one.id.startsWith(id));
      const target = row
        ? targetOf(row, host)
        : { host, id: ContainerId.parse(id), name, state: 'exited' as const };
      return new Promise((done) => {
        asked.set({ targets: [target], leftOut: [], question: { kind: 'remove' }, done });
      });
    },
  },
  'show-container': {
    async run({ name }, { host, go }) {
      if (!host) return elsewhere();
      const row = await find(host, (one) => one.name === name || one.id.startsWith(name));
      go(row ? `${listPath(host)}/${shortId(row.id)}/overview` : listPath(host, { q: name }));
      return elsewhere();
    },
  },
  'show-containers': {
    run({ ids }, { host, go }) {
      if (host) go(listPath(host, { ids: ids.join(',') }));
      return elsewhere();
    },
  },
};
