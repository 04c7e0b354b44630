import { createServer } from 'node:http';
import { registryAddress } from '../bed/registry-address.ts';
import { waitFor } from '../bed/run.ts';

/** A registry that lets an upload begin and then says nothing any more. */
export interface StuckRegistry {
  readonly address: string;
  /** An upload has begun. */
  readonly uploading: Promise<void>;
  close(): Promise<void>;
}

/** Another worker may hold the one port that engines take without TLS. */
const portLimitMs = 30_000;

export async function stuckRegistry(): Promise<StuckRegistry> {
  const address = await registryAddress('slow');
  const [host = '', port] = address.split(':');
  const begun = Promise.withResolvers<void>();
  const server = createServer(({ method, url }, answer) => {
    if (method === 'POST') begun.resolve();
    else if (url === '/v2/') answer.writeHead(200).end();
    else answer.writeHead(404).end();
  });
  const listens = () =>
    new Promise<boolean>((done) => {
      const tell = (yes: boolean) => () => {
        server.removeAllListeners('error').removeAllListeners('listening');
        done(yes);
      };
      server.once('error', tell(false)).once('listening', tell(true));
      server.listen(Number(port), host);
    });
  if (!(await waitFor(listens, portLimitMs)))
    throw new Error('the port of the slow registry is taken');
  return {
    address,
    uploading: begun.promise,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
