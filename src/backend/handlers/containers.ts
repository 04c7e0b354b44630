import { containerChanges } from '../../engine/containers/changes.ts';
import { containerDetail, containerJson, removalLoss } from '../../engine/containers/detail.ts';
import { listContainers } from '../../engine/containers/list.ts';
import type { Backbone } from '../backbone.ts';
import { savePath } from '../files/save-path.ts';
import { commitJob } from '../jobs/commit-job.ts';
import { runJob } from '../jobs/run-job.ts';
import { followLogs } from '../logs/follow-logs.ts';
import { saveLogs } from '../logs/save-logs.ts';
import { createStatsHub } from '../stats/stats-hub.ts';
import { containerActions } from './container-actions.ts';
import type { HandlersFor } from './handlers-for.ts';

export function containerHandlers(backbone: Backbone): HandlersFor<'containers'> {
  const { hosts } = backbone;
  const stats = createStatsHub(hosts);
  return {
    ...containerActions(backbone),
    async list({ host }, { signal }) {
      const { connection, changes } = hosts.get(host);
      await connection.engineForList(signal);
      const rows = await hosts.withEngine(host, (engine) => listContainers(engine, { signal }));
      changes.names.saw(rows);
      return rows;
    },
    detail: ({ host, id }, { signal }) =>
      hosts.withEngine(host, (engine) => containerDetail(engine, id, { signal }), signal),
    inspect: async ({ host, id }, { signal }) => ({
      json: await hosts.withEngine(host, (engine) => containerJson(engine, id, { signal }), signal),
    }),
    removalLoss: ({ host, id }, { signal }) =>
      hosts.withEngine(host, (engine) => removalLoss(engine, id, { signal }), signal),
    stats: ({ host, ids }, { signal }) => stats.watch({ host, ids }, signal),
    logs: (input, { signal }) => followLogs(hosts, input, signal),
    changes: ({ host, id }, { signal }) =>
      hosts.withEngine(host, (engine) => containerChanges(engine, id, { signal }), signal),
    downloadPath: (input) => savePath(backbone, input),
    commit: async (input) => ({ job: commitJob(backbone, input) }),
    downloadLogs: (input) => saveLogs(backbone, input),
    run: async ({ host, spec }) => ({ job: runJob(backbone, { host, spec }) }),
  };
}
