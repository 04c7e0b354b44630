import { WebSocket } from 'ws';
import type { ClientOf } from '../../../src/contract/define.ts';
import { HostId } from '../../../src/contract/ids.ts';
import { contract, contractVersion, type LongshoreContract } from '../../../src/contract/index.ts';
import { SessionAnswer, wirePath, wireProtocol } from '../../../src/contract/web-session.ts';
import { connect } from '../../../src/wire/connect.ts';
import type { Link } from '../../../src/wire/link.ts';
import { createWebSocketLink } from '../../../src/wire/links/web-socket.ts';
import type { WebApp } from './web-app.ts';

/** A window without a screen: the wire's client in this process, on a real WebSocket. */
export interface NodeWindow {
  readonly api: ClientOf<LongshoreContract>;
  /** The engine that `DOCKER_HOST` names, online. */
  readonly host: HostId;
  close(): void;
}

const limitMs = 20_000;

function enter(url: URL): Promise<Link> {
  const ticket = new URLSearchParams(url.hash.slice(1)).get('ticket');
  const socket = new WebSocket(`ws://${url.host}${wirePath}`, wireProtocol, {
    headers: { origin: url.origin },
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the web shell did not answer'));
      socket.terminate();
    }, limitMs);
    socket.once('open', () => socket.send(JSON.stringify({ kind: 'ticket', ticket })));
    socket.once('error', reject);
    socket.once('message', (data) => {
      clearTimeout(timer);
      const answer = SessionAnswer.parse(JSON.parse(String(data)));
      // In this very turn: the first frame may be the next message.
      if (answer.kind === 'welcome') resolve(createWebSocketLink(socket));
      else reject(new Error('the web shell refused the ticket'));
    });
  });
}

/** Opens a window on the app and waits for its engine. */
export async function openWindow(app: WebApp): Promise<NodeWindow> {
  const link = await enter(new URL(await app.newUrl()));
  const client = connect(contract, link, { version: contractVersion });
  const host = HostId.parse('docker-host');
  const signal = AbortSignal.timeout(limitMs);
  for await (const hosts of client.api.hosts.watch({}, { signal })) {
    if (hosts.some((one) => one.id === host && one.state === 'online')) break;
  }
  return { api: client.api, host, close: () => client.close() };
}
