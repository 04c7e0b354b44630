/**
 * What the page may do, said once for both shells. They differ only in where the page comes from:
 * `app://longshore` with message ports, or a loopback address with one WebSocket.
 */

/** The page's own policies: `longshore` makes the addresses of our own workers, nothing else. */
const trustedTypePolicies = ['longshore'];

export interface ContentPolicyOptions {
  /** The WebSocket's origin in the web shell: `ws://127.0.0.1:4100`. None on the desktop. */
  readonly socketOrigin?: string;
}

/** The value of `Content-Security-Policy`. */
export function contentPolicy({ socketOrigin }: ContentPolicyOptions = {}): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // xterm.js writes its cell styles into a <style> element and knows no nonce.
    "style-src 'self' 'unsafe-inline'",
    `connect-src 'self'${socketOrigin ? ` ${socketOrigin}` : ''}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypePolicies.join(' ')}`,
  ].join('; ');
}

/** All headers that every answer of either shell carries. */
export function securityHeaders(options: ContentPolicyOptions = {}): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(options),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  };
}
