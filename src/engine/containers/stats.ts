/** One container's counters, about one reading a second, on a connection of its own. */
import type { StatsSample } from '../../contract/containers.ts';
import type { CallOptions } from '../../contract/define.ts';
import type { ContainerId } from '../../contract/ids.ts';
import type { Engine } from '../docker/engine.ts';
import { jsonLines } from '../docker/json-lines.ts';
import { segment } from '../docker/path.ts';
import { RawStats, sampleOf } from './stats-sample.ts';

/**
 * Ends when the container is removed (and on Podman when it stops). A stopped container of Docker gives
 * readings with null figures, so whoever calls ends it on the stop.
 */
export async function* containerStats(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): AsyncGenerator<StatsSample> {
  const stream = await engine.stream({
    path: `/containers/${segment(id)}/stats`,
    query: { stream: true },
    signal: options.signal,
    timeoutMs: 30_000,
    about: { operation: 'container-stats', id },
  });
  try {
    for await (const { value } of jsonLines(stream.bytes)) {
      const parsed = RawStats.safeParse(value);
      if (parsed.success) yield sampleOf(id, parsed.data);
    }
  } finally {
    stream.close();
  }
}
