import type { HostLogin } from '../reached.ts';
import type { Connection } from './connection.ts';
import { asProcess } from './host-process.ts';
import { OpenRefused } from './open-refused.ts';
import type { Sessions } from './sessions.ts';
import { hopProblem } from './socket-errors.ts';

/** What a login can do besides the engine's API. */
export function createHostLogin(connection: Connection, sessions: Sessions): HostLogin {
  return {
    async shell(size) {
      const program = await sessions.open((on) => on.shell(size));
      return asProcess(program);
    },
    async run(command, signal) {
      signal?.throwIfAborted();
      const program = await sessions.open((on) => on.exec(command));
      const stop = (): void => {
        program.duplex.destroy();
      };
      signal?.addEventListener('abort', stop, { once: true });
      program.duplex.once('close', () => signal?.removeEventListener('abort', stop));
      if (signal?.aborted === true) stop();
      return asProcess(program);
    },
    async dial(address) {
      try {
        return await connection.openTcp(address);
      } catch (error) {
        throw error instanceof OpenRefused ? hopProblem(error.message, address) : error;
      }
    },
    sessions: sessions.counts,
    onSessions: sessions.onChange,
  };
}
