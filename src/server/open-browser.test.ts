import { describe, expect, it } from 'vitest';
import { chooseBrowser } from './open-browser.ts';

const url = 'http://127.0.0.1:7310/#ticket=x';
const linux = {
  platform: 'linux',
  env: { DISPLAY: ':0' } as Record<string, string>,
  uid: 1000,
  exists: (_program: string) => true,
};
const command = (choice: ReturnType<typeof chooseBrowser>) =>
  choice.kind === 'command' ? [choice.command, ...choice.args(url)] : choice.reason;

describe('how the page is opened', () => {
  it('as an app window where a browser can', () => {
    expect(command(chooseBrowser(linux))).toEqual(['chromium', `--app=${url}`]);
    const edge = { ...linux, exists: (name: string) => name === 'microsoft-edge' };
    expect(command(chooseBrowser(edge))).toEqual(['microsoft-edge', `--app=${url}`]);
  });

  it('in the usual browser otherwise', () => {
    const plain = { ...linux, exists: (name: string) => name === 'xdg-open' };
    expect(command(chooseBrowser(plain))).toEqual(['xdg-open', url]);
    const mac = { ...linux, platform: 'darwin', env: {}, exists: () => false };
    expect(command(chooseBrowser(mac))).toEqual(['open', url]);
    const windows = { ...mac, platform: 'win32', uid: undefined };
    expect(command(chooseBrowser(windows))).toEqual([
      'rundll32',
      'url.dll,FileProtocolHandler',
      url,
    ]);
  });

  it('by hand as root, without a display, and without a browser', () => {
    expect(command(chooseBrowser({ ...linux, uid: 0 }))).toBe('this runs as root');
    expect(command(chooseBrowser({ ...linux, env: {} }))).toBe('there is no display');
    expect(command(chooseBrowser({ ...linux, exists: () => false }))).toBe('no browser was found');
  });
});
