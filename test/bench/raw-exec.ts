import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawEngine } from '../support/raw-engine.ts';

/** An exec with a TTY on the engine's own connection: what nothing between can be faster than. */
export async function rawExec(
  raw: RawEngine,
  container: string,
  command: readonly string[],
): Promise<Duplex> {
  const setup = { Cmd: command, Tty: true, AttachStdin: true, AttachStdout: true };
  const { Id } = await raw.request<{ Id: string }>('POST', `/containers/${container}/exec`, setup);
  const asked = request({
    socketPath: raw.socket,
    method: 'POST',
    path: `/exec/${Id}/start`,
    headers: { 'content-type': 'application/json', connection: 'Upgrade', upgrade: 'tcp' },
  });
  asked.end(JSON.stringify({ Tty: true }));
  return new Promise((resolve, reject) => {
    asked.once('error', reject);
    asked.once('response', (answer) => reject(new Error(`exec: ${answer.statusCode}`)));
    asked.once('upgrade', (_answer, socket, head) => {
      if (head.byteLength > 0) socket.unshift(head);
      resolve(socket);
    });
  });
}
