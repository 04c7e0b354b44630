/** From the engine's counters to what a row shows. Pure; the formulas are those of `docker stats`. */
import * as z from 'zod';
import type { StatsSample } from '../../contract/containers.ts';
import type { ContainerId } from '../../contract/ids.ts';
import { momentMs, number, text } from '../docker/shapes.ts';

const Cpu = z
  .object({
    cpu_usage: z
      .object({ total_usage: number, percpu_usage: z.array(z.number()).nullish().catch(null) })
      .catch({ total_usage: 0, percpu_usage: null }),
    system_cpu_usage: number,
    online_cpus: number,
  })
  .catch({
    cpu_usage: { total_usage: 0, percpu_usage: null },
    system_cpu_usage: 0,
    online_cpus: 0,
  });

export const RawStats = z.object({
  read: text,
  cpu_stats: Cpu,
  precpu_stats: Cpu,
  memory_stats: z
    .object({
      usage: number,
      limit: number,
      stats: z.record(z.string(), z.number()).nullish().catch(null),
    })
    .catch({ usage: 0, limit: 0, stats: null }),
});
export type RawStats = z.output<typeof RawStats>;

function cpuPercent({ cpu_stats: now, precpu_stats: before }: RawStats): number | null {
  // The first reading of a stream has nothing before it.
  if (before.system_cpu_usage === 0 && before.cpu_usage.total_usage === 0) return null;
  const used = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const passed = now.system_cpu_usage - before.system_cpu_usage;
  if (used < 0 || passed <= 0) return null;
  const cores = now.online_cpus || now.cpu_usage.percpu_usage?.length || 1;
  return (used / passed) * cores * 100;
}

/** Without the cache that the kernel would give back at once: cgroup v1, then v2 name it differently. */
function memoryBytes({ memory_stats: memory }: RawStats): number | null {
  if (memory.usage === 0) return null;
  const cache = memory.stats?.total_inactive_file ?? memory.stats?.inactive_file ?? 0;
  return cache < memory.usage ? memory.usage - cache : memory.usage;
}

/** Null figures where the container does not run or the engine has no counters. */
export function sampleOf(id: ContainerId, stats: RawStats): StatsSample {
  return {
    id,
    cpuPercent: cpuPercent(stats),
    memoryBytes: memoryBytes(stats),
    memoryLimitBytes: stats.memory_stats.limit === 0 ? null : stats.memory_stats.limit,
    atMs: momentMs(stats.read) ?? 0,
  };
}
