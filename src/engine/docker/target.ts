/** How an engine is reached. What lies behind (a local socket, a forwarded channel) is not known here. */
import { isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';

export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** What a channel is for: a short call, or a stream, a terminal or a change on a connection of its own. */
export type ChannelUse = 'call' | 'stream';

export type EngineTarget =
  /** A unix socket, or a Windows pipe: `//./pipe/docker_engine`. */
  | { readonly kind: 'socket'; readonly socketPath: string }
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly tls?: TlsMaterial;
    }
  /** Anything that gives a byte channel to the engine's socket; called once for each connection. */
  | {
      readonly kind: 'channel';
      readonly open: (use?: ChannelUse) => Promise<Duplex>;
      /** An idle one costs the other side nothing: it is kept for the next call, however late that comes. */
      readonly lasting?: boolean;
    };

/** What Node's TLS wants for the target; undefined without TLS. */
export function tlsOptions({ tls }: Extract<EngineTarget, { kind: 'tcp' }>) {
  return tls && ({ ...tls, minVersion: 'TLSv1.2' } as const);
}

/** An engine ignores the name, but HTTP wants one, and what stands before an engine may go by it. */
export function hostHeader(target: EngineTarget): string {
  if (target.kind !== 'tcp') return 'engine';
  return `${isIPv6(target.host) ? `[${target.host}]` : target.host}:${target.port}`;
}
