/** Where a registry is. Pure. */
import { defaultRegistry } from '../../contract/reference.ts';

/** The default registry's name is not the name of its machine. */
const defaultMachine = 'registry-1.docker.io';

/** Names and addresses of this machine itself: nobody listens in between. */
export function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
}

export interface Place {
  readonly url: URL;
  /** Whether it may be spoken with in plain text when it has no TLS. */
  readonly plainAllowed: boolean;
}

/** `address` may say its scheme (a mirror's does); `http:` counts only where plain text is allowed. */
export function placeOf(address: string, plainAgreed: boolean): Place {
  const machine = address.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  const url = new URL(`https://${machine === defaultRegistry ? defaultMachine : machine}/v2/`);
  return { url, plainAllowed: plainAgreed || isLoopback(url.hostname) };
}

/** The same place without TLS; the port that was written stays. */
export function withoutTls({ url }: Place): URL {
  // With `protocol =` a port of 443 would be lost: it is not written in an address with TLS.
  return new URL(`http://${url.host}${url.pathname}`);
}
