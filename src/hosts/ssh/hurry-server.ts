import type { Connection } from './connection.ts';
import type { Sessions } from './sessions.ts';
import { within } from './within.ts';

/** Every shell knows it, and it does nothing. */
const nothing = 'true';
/** A forced command may run in its place, and need not end. */
const limitMs = 5_000;

/**
 * Makes the server send small packets at once. OpenSSH's turns TCP_NODELAY on when a login starts its
 * first program (`ssh_packet_set_interactive`), never for one that only forwards: then the echo of a key, or
 * the second part of an answer, waits a whole round trip for the packet before it. Never rejects: a
 * server that starts no programs is slower, no more.
 */
export async function hurryServer(connection: Connection, sessions: Sessions): Promise<void> {
  try {
    const { channel, duplex } = await sessions.open(() => connection.exec(nothing));
    const closed = new Promise<void>((resolve) => {
      channel.once('close', resolve);
    });
    duplex.resume();
    await within(closed, { limitMs, late: () => new Error('it does not end') }).finally(() =>
      duplex.destroy(),
    );
  } catch {
    // Refused, or cut meanwhile: whoever uses the login next is told.
  }
}
