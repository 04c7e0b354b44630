import type { SaveResult } from '../../contract/containers.ts';
import type { ContainerId, HostId } from '../../contract/ids.ts';
import { containerDetail } from '../../engine/containers/detail.ts';
import { openLogs } from '../../engine/containers/logs.ts';
import { demux } from '../../engine/docker/demux.ts';
import type { Backbone } from '../backbone.ts';
import { deliver, fileNameOf } from '../files/deliver.ts';
import { gather } from '../flow/gather.ts';

/** The whole log as plain text, stdout and stderr as they came. Throws `not-found`. */
export async function saveLogs(
  backbone: Backbone,
  input: { host: HostId; id: ContainerId; timestamps: boolean },
): Promise<SaveResult> {
  const { host, id, timestamps } = input;
  const { hosts } = backbone;
  const { summary } = await hosts.withEngine(host, (engine) => containerDetail(engine, id));
  const subject = summary.name || id.slice(0, 12);

  async function* open(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const engine = await hosts.get(host).connection.engine(signal);
    const options = {
      id,
      timestamps,
      follow: false,
      tail: 'all',
      stdout: true,
      stderr: true,
    } as const;
    const log = await openLogs(engine, options, { signal });
    yield* gather(log.framing === 'raw' ? log.bytes : payloads(log.bytes));
  }

  return deliver(backbone, {
    ...{ host, kind: 'download', subject, open },
    mediaType: 'text/plain; charset=utf-8',
    fileName: fileNameOf(subject, 'log'),
  });
}

async function* payloads(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of demux(source)) yield bytes;
}
