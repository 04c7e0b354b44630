/** Connections to one engine: kept ones for reads, fresh ones for everything else. */
import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import { createStreamSockets, type StreamSockets } from './stream-sockets.ts';
import { type EngineTarget, hostHeader, tlsOptions } from './target.ts';

/** A kept connection that nobody used for this long is closed: a sleeping laptop kills it anyway. */
const idleConnectionMs = 30_000;
/** Reads at the same time; more wait. The engine answers lists one lock at a time anyway. */
const readConnections = 8;

export interface Agents {
  /** For GET: connections are kept and used again. */
  readonly reads: http.Agent;
  /**
   * For what changes something and for streams: one connection each. A write on a kept connection
   * that the engine has just closed could not be told from a write that it took.
   */
  readonly single: http.Agent;
  /** What `http.request` needs besides the agent. */
  readonly address: Pick<http.RequestOptions, 'socketPath' | 'host' | 'port'> & {
    readonly headers: { readonly host: string };
  };
  readonly request: typeof http.request;
  /** One more connection, for a stream. */
  readonly connect: StreamSockets['connect'];
  /** Closes every connection, idle or not. */
  readonly destroy: () => void;
}

type OnCreate = (error: Error | null, socket?: Duplex) => void;

/** An agent whose connections come from elsewhere: `createConnection` may answer later. */
function channelAgent(open: () => Promise<Duplex>, options: http.AgentOptions): http.Agent {
  const agent = new http.Agent(options);
  // Node documents this as the way to own the connection; its types know only the direct answer.
  Object.assign(agent, {
    createConnection: (_options: unknown, done: OnCreate): undefined => {
      open().then(
        (socket) => done(null, socket),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
      return undefined;
    },
  });
  return agent;
}

type Kept = Pick<Agents, 'reads' | 'single' | 'address' | 'request'>;

export function createAgents(target: EngineTarget): Agents {
  const kept = createKept(target);
  const streams = createStreamSockets(target);
  return {
    ...kept,
    connect: streams.connect,
    destroy() {
      kept.reads.destroy();
      kept.single.destroy();
      streams.destroy();
    },
  };
}

function createKept(target: EngineTarget): Kept {
  const kept = {
    keepAlive: true,
    maxSockets: readConnections,
    maxFreeSockets: 2,
    timeout: idleConnectionMs,
  };
  const single = { keepAlive: false };
  const headers = { host: hostHeader(target) };
  switch (target.kind) {
    case 'socket':
      return {
        reads: new http.Agent(kept),
        single: new http.Agent(single),
        address: { socketPath: target.socketPath, headers },
        request: http.request,
      };
    case 'channel':
      return {
        // To open one anew takes a round trip, as long as the call itself.
        reads: channelAgent(
          () => target.open('call'),
          target.lasting ? { ...kept, timeout: 0 } : kept,
        ),
        single: channelAgent(() => target.open('stream'), single),
        address: { host: 'engine', port: 80, headers },
        request: http.request,
      };
    case 'tcp': {
      const address = { host: target.host, port: target.port, headers };
      const material = tlsOptions(target);
      if (material === undefined) {
        return {
          reads: new http.Agent(kept),
          single: new http.Agent(single),
          address,
          request: http.request,
        };
      }
      return {
        reads: new https.Agent({ ...kept, ...material }),
        single: new https.Agent({ ...single, ...material }),
        address,
        request: https.request,
      };
    }
  }
}
