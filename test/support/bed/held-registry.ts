import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { registryAddress, registryIp, registryPorts } from './registry-address.ts';
import { waitFor } from './run.ts';

/** A registry in front of the bed's plain one that stops in the middle of each layer until it is let go. */
export interface HeldRegistry {
  /** `address:port`, as it stands in an image reference. */
  readonly address: string;
  /** Lets the layers come, now and from now on. */
  release(): void;
  close(): Promise<void>;
}

export interface HeldRegistryOptions {
  /** So much of a layer comes before it stops. 0: nothing is held. */
  readonly holdAfterBytes: number;
  /** The folder of the plain registry that stands for its `library`, as a mirror of another would. */
  readonly library?: string;
}

/** Another worker may hold the one port that engines take without TLS. */
const portLimitMs = 30_000;

/** Starts it on the bed's port for this. */
export async function heldRegistry(options: HeldRegistryOptions): Promise<HeldRegistry> {
  const { holdAfterBytes, library } = options;
  const [host, port] = (await registryAddress('plain')).split(':');
  const letGo = Promise.withResolvers<void>();
  if (holdAfterBytes === 0) letGo.resolve();

  async function* held(answer: IncomingMessage): AsyncGenerator<Buffer> {
    let left = holdAfterBytes;
    for await (const chunk of answer) {
      const bytes = chunk as Buffer;
      yield bytes.subarray(0, left);
      if (bytes.length > left) {
        await letGo.promise;
        yield bytes.subarray(left);
      }
      left = Math.max(0, left - bytes.length);
    }
  }

  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = (asked.url ?? '/').replace(/^\/v2\/library\//, `/v2/${library ?? 'library'}/`);
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = { ...asked.headers, host: `${host}:${port}` };
    request({ host, port, path, method: asked.method, headers }, resolve).on('error', reject).end();
    const upstream = await promise;
    answer.writeHead(upstream.statusCode ?? 502, upstream.headers);
    answer.flushHeaders();
    const isLayer = path.includes('/blobs/') && asked.method === 'GET';
    await pipeline(upstream, isLayer ? held : (source) => source, answer);
  }

  const server = createServer((asked, answer) => {
    // A client that leaves in the middle, as a cancelled pull does, is no fault here.
    pass(asked, answer).catch(() => answer.destroy());
  });
  const ip = await registryIp();
  const listens = () =>
    new Promise<boolean>((done) => {
      const tell = (yes: boolean) => () => {
        server.removeAllListeners('error').removeAllListeners('listening');
        done(yes);
      };
      server.once('error', tell(false)).once('listening', tell(true));
      server.listen(registryPorts.slow, ip);
    });
  if (!(await waitFor(listens, portLimitMs)))
    throw new Error('the port of the slow registry is taken');
  return {
    address: `${ip}:${registryPorts.slow}`,
    release: () => letGo.resolve(),
    close: async () => {
      letGo.resolve();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
