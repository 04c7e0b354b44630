import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import type { Link } from '../../../src/wire/link.ts';
import { createMemoryLinks } from '../../../src/wire/links/memory.ts';
import { createPortLink } from '../../../src/wire/links/port.ts';
import { createWebSocketLink } from '../../../src/wire/links/web-socket.ts';

export interface LinkPair {
  readonly client: Link;
  readonly server: Link;
  /** Breaks the connection as a crash would: no reason, no goodbye. */
  readonly cut: () => void;
  /** Sends what is no frame, where the transport can carry such a thing. */
  readonly sendRaw?: (message: string | Uint8Array) => void;
  readonly dispose: () => Promise<void>;
}

/** The wire behaves the same on all of them: every suite runs on each. */
export const linkKinds = {
  memory: async (): Promise<LinkPair> => {
    const [client, server] = createMemoryLinks();
    return { client, server, cut: () => server.close(), dispose: async () => client.close() };
  },

  port: async (): Promise<LinkPair> => {
    const { port1, port2 } = new MessageChannel();
    const client = createPortLink(port1);
    const server = createPortLink(port2);
    return { client, server, cut: () => port2.close(), dispose: async () => client.close() };
  },

  socket: async (): Promise<LinkPair> => {
    const listener = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    const accepted = once(listener, 'connection') as Promise<[WebSocket]>;
    const near = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    const [[far]] = await Promise.all([accepted, once(near, 'open')]);
    return {
      client: createWebSocketLink(near),
      server: createWebSocketLink(far),
      cut: () => far.terminate(),
      sendRaw: (message) => near.send(message),
      dispose: async () => {
        near.terminate();
        far.terminate();
        await new Promise((resolve) => listener.close(resolve));
      },
    };
  },
} satisfies Record<string, () => Promise<LinkPair>>;

export type LinkKind = keyof typeof linkKinds;
export const linkKindNames = Object.keys(linkKinds) as LinkKind[];
