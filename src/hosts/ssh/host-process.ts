import type { HostProcess } from '../reached.ts';
import type { Program } from './connection.ts';
import { keepErrors } from './keep-errors.ts';

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
    errors: keepErrors(channel.stderr),
    ended,
    resize: ({ columns, rows }) => channel.setWindow(rows, columns, 0, 0),
  };
}
