import type { ClientChannel } from 'ssh2';
import type { HostProcess } from '../reached.ts';
import type { Program } from './connection.ts';

/** What a program says about itself; kept for a reader that comes late. */
const keptBytes = 64 * 1024;

/** Its errors, as they come; the oldest are dropped while nobody reads. */
function keepErrors(channel: ClientChannel): AsyncGenerator<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  let ended = false;
  let wake: (() => void) | undefined;
  const collect = async (): Promise<void> => {
    for await (const chunk of channel.stderr) {
      const end = (chunk as Buffer).subarray(-keptBytes);
      chunks.push(end);
      size += end.length;
      while (size > keptBytes) size -= chunks.shift()?.length ?? size;
      wake?.();
    }
  };
  const end = (): void => {
    ended = true;
    wake?.();
  };
  collect().then(end, end);
  async function* read(): AsyncGenerator<Uint8Array> {
    while (true) {
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        size -= chunk.length;
        yield chunk;
      } else if (ended) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  return read();
}

/** A session as a process. */
export function asProcess({ channel, duplex, lost }: Program): HostProcess {
  const { promise: ended, resolve } = Promise.withResolvers<{
    exitCode: number | null;
    signal: string | null;
  }>();
  channel.once('exit', (code: number | null, signal?: string) => {
    resolve({ exitCode: code, signal: signal ?? null });
  });
  const unknown = (): void => resolve({ exitCode: null, signal: null });
  channel.once('close', unknown);
  lost.then(unknown, unknown);
  return {
    channel: duplex,
    errors: keepErrors(channel),
    ended,
    resize: ({ columns, rows }) => channel.setWindow(rows, columns, 0, 0),
  };
}
