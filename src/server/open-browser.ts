import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface BrowserQuestion {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The effective user id; undefined on Windows. */
  readonly uid: number | undefined;
  /** Whether a program of this name is on the path, or a file at this absolute path. */
  readonly exists: (program: string) => boolean;
}

export type BrowserChoice =
  | {
      readonly kind: 'command';
      readonly command: string;
      readonly args: (url: string) => string[];
    }
  | { readonly kind: 'print'; readonly reason: string };

/** Browsers that open an address as a window of its own, the commonest first. */
const linuxAppBrowsers = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
];
const macChrome = '/Applications/Google Chrome.app';

/** How the page is shown on this machine: as an app window where it can be, in a tab, or by hand. */
export function chooseBrowser({ platform, env, uid, exists }: BrowserQuestion): BrowserChoice {
  const asApp = (command: string): BrowserChoice => ({
    kind: 'command',
    command,
    args: (url) => [`--app=${url}`],
  });
  if (platform === 'win32') {
    // `start` would give the address to a shell; this hands it over as it is.
    return {
      kind: 'command',
      command: 'rundll32',
      args: (url) => ['url.dll,FileProtocolHandler', url],
    };
  }
  // Browsers refuse to run as root without giving up their sandbox.
  if (uid === 0) return { kind: 'print', reason: 'this runs as root' };
  if (platform === 'darwin') {
    const opener = exists(macChrome) ? ['-na', 'Google Chrome', '--args'] : [];
    return {
      kind: 'command',
      command: 'open',
      args: (url) => (opener.length > 0 ? [...opener, `--app=${url}`] : [url]),
    };
  }
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return { kind: 'print', reason: 'there is no display' };
  const browser = linuxAppBrowsers.find(exists);
  if (browser) return asApp(browser);
  if (exists('xdg-open')) return { kind: 'command', command: 'xdg-open', args: (url) => [url] };
  return { kind: 'print', reason: 'no browser was found' };
}

/** Opens the address, or says why it must be opened by hand. */
export async function openBrowser(url: string): Promise<{ opened: boolean; by: string }> {
  const choice = chooseBrowser({
    platform: process.platform,
    env: process.env,
    uid: process.getuid?.(),
    exists: isProgram,
  });
  if (choice.kind === 'print') return { opened: false, by: choice.reason };
  const child = spawn(choice.command, choice.args(url), {
    detached: true,
    stdio: 'ignore',
  });
  const opened = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
  child.unref();
  return opened
    ? { opened, by: choice.command }
    : { opened, by: `${choice.command} did not start` };
}

function isProgram(program: string): boolean {
  const paths = program.startsWith('/')
    ? [program]
    : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return paths.some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
