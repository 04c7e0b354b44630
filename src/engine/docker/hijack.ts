/** A connection that the engine gave away, as two directions with an end each. */
import type { Duplex } from 'node:stream';
import { refuse } from '../../contract/errors.ts';
import { drained } from './drained.ts';
import type { HijackedStream } from './engine.ts';
import { decodeSocketError } from './errors.ts';

const closed = (): Error => refuse('engine-gone', 'The connection to the process is closed.');

async function* outputOf(socket: Duplex): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of socket) yield chunk as Uint8Array;
  } catch (error) {
    throw decodeSocketError(error);
  } finally {
    socket.destroy();
  }
}

export function wrapSocket(socket: Duplex, contentType: string): HijackedStream {
  return {
    contentType,
    output: outputOf(socket),
    async write(chunk) {
      if (socket.destroyed || socket.writableEnded) throw closed();
      if (socket.write(chunk)) return;
      await drained(socket).catch(() => undefined);
      if (socket.destroyed) throw closed();
    },
    endInput: () => {
      if (!socket.destroyed) socket.end();
    },
    close: () => {
      socket.destroy();
    },
  };
}
