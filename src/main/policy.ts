/** What the desktop shell allows, as pure functions (Electron docs: tutorial/security). */
import type { WebPreferences } from 'electron';

export const scheme = 'app';
export const appOrigin = `${scheme}://longshore`;

/** Exact scheme and host, no port, no credentials. */
export function isOwnUrl(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${scheme}:` && url.host === 'longshore' && url.username === '';
}

/** `https` without credentials: the only addresses that are handed to the system's browser. */
export function isExternalUrl(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}

/** What the network stack may load: nothing remote. `devtools:` serves the developer tools. */
export function isAllowedRequest(address: string): boolean {
  return isOwnUrl(address) || /^(blob:app:\/\/longshore\/|data:|devtools:)/.test(address);
}

/** Copy buttons write text; nothing else asks for a permission (paste comes as an event). */
export function isAllowedPermission(permission: string, address: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnUrl(address);
}

/** Only the page itself gets a port: the top frame of our own origin. */
export function isTrustedSender(
  frame: { readonly url: string; readonly parent: unknown } | null,
): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url);
}

/** The only source of web preferences. Defaults are named too: a later default must not change them. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    // It would fetch dictionaries from a server.
    spellcheck: false,
  };
}

/** Finder and desktop launchers start apps with a bare PATH (electron#4394). */
export function extendedPath(platform: string, path: string, home: string): string {
  if (platform === 'win32') return path;
  const more = ['/usr/local/bin', '/opt/homebrew/bin', `${home}/.docker/bin`, '/usr/bin', '/bin'];
  const known = path.split(':').filter(Boolean);
  return [...known, ...more.filter((folder) => !known.includes(folder))].join(':');
}

/** True as long as it was not asked more than `limit` times within `withinMs`. */
export function createRestartLimit(limit: number, withinMs: number, now = Date.now) {
  const times: number[] = [];
  return (): boolean => {
    times.push(now());
    if (times.length > limit + 1) times.shift();
    const oldest = times[0] ?? 0;
    return times.length <= limit || now() - oldest > withinMs;
  };
}
