import type { JobId } from '../../contract/ids.ts';
import { installEngine } from '../../hosts/provision/install-engine.ts';
import type { Backbone } from '../backbone.ts';
import { recorded } from '../journal/record.ts';

/** Installs and starts the distribution's engine, then looks for it. */
export function installEngineJob({ jobs, journal, hosts, stateFolder }: Backbone): JobId {
  const act = { host: null, action: 'hosts.installEngine', subject: 'docker.io' };
  const { id } = jobs.start({
    ...{ host: null, kind: 'install-engine', subject: 'docker.io' },
    async work({ signal, line, update }) {
      update({ phase: 'installing' });
      await recorded(journal, act, () => installEngine({ report: line, signal, stateFolder }));
      await hosts.rescan();
      return {};
    },
  });
  return id;
}
