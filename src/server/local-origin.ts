/**
 * Which requests come from this machine's own page. A foreign site can make a browser connect to
 * 127.0.0.1 (then `Origin` tells) or point its own name there (DNS rebinding: then `Host` tells).
 */

const loopbackHost = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Any port: a port forwarded by ssh has another number on the person's side. */
export function isLoopbackHost(host: string | undefined): host is string {
  return host !== undefined && loopbackHost.test(host);
}

/** Whether the page that opens the socket was served from the very address it connects to. */
export function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin?.toLowerCase() === `http://${host.toLowerCase()}`;
}
