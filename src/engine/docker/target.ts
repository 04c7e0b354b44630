/** How an engine is reached. What lies behind (a local socket, a forwarded channel) is not known here. */
import type { Duplex } from 'node:stream';

export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

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
  | { readonly kind: 'channel'; readonly open: () => Promise<Duplex> };
