/** Electron's security checklist (docs: tutorial/security), each applicable rule by its number. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DesktopBed, ownFrame, startDesktop } from './desktop-bed.ts';

let bed: DesktopBed;
beforeEach(async () => {
  bed = await startDesktop();
});
afterEach(() => bed.stop());

const prevented = (emit: (event: { preventDefault(): void }) => void): boolean => {
  let was = false;
  emit({
    preventDefault: () => {
      was = true;
    },
  });
  return was;
};
const contents = () => {
  const [window] = bed.fake.windows;
  if (!window) throw new Error('no window');
  return window.webContents;
};
const preferences = () => bed.fake.windows[0]?.options.webPreferences ?? {};
const hooked = (name: string, ...args: unknown[]) =>
  (bed.fake.hooks[name] as ((...args: unknown[]) => unknown) | undefined)?.(...args);

describe('the security checklist', () => {
  it('1: loads nothing remote', () => {
    const isCancelled = (url: string) => {
      let cancel: boolean | undefined;
      hooked('beforeRequest', { url }, (answer: { cancel: boolean }) => {
        cancel = answer.cancel;
      });
      return cancel;
    };
    for (const url of [
      'https://cdn.example/x.js',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'ws://x/',
      'app://evil/x',
      'blob:https://evil/1',
    ]) {
      expect(isCancelled(url), url).toBe(true);
    }
    for (const url of [
      'app://longshore/assets/a.js',
      'data:image/png;base64,',
      'blob:app://longshore/1',
      'devtools://devtools/x',
    ]) {
      expect(isCancelled(url), url).toBe(false);
    }
    expect(bed.fake.windows[0]?.loaded).toBe('app://longshore/');
  });

  it('2: gives pages, workers and frames no Node', () => {
    expect(preferences()).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it('3 and 4: isolates the preload and sandboxes every process, before ready', async () => {
    expect(preferences()).toMatchObject({ contextIsolation: true, sandbox: true });
    const early = await startDesktop({ beforeReady: true });
    expect(early.fake.calls).toEqual([
      'registerSchemesAsPrivileged',
      'enableSandbox',
      'setAppUserModelId',
      'setPath userData',
      'requestSingleInstanceLock',
    ]);
    early.stop();
  });

  it('5: denies every permission but the own page’s copying, when asked and when checked', () => {
    const asked = (permission: string, url: string) => {
      let granted: boolean | undefined;
      hooked('permissionRequest', { getURL: () => url }, permission, (is: boolean) => {
        granted = is;
      });
      return granted;
    };
    const page = 'app://longshore/';
    expect(asked('clipboard-sanitized-write', page)).toBe(true);
    expect(hooked('permissionCheck', null, 'clipboard-sanitized-write', page)).toBe(true);
    for (const permission of [
      'clipboard-read',
      'notifications',
      'media',
      'geolocation',
      'fileSystem',
      'openExternal',
      'unknown',
    ]) {
      expect(asked(permission, page), permission).toBe(false);
      expect(hooked('permissionCheck', null, permission, page), permission).toBe(false);
    }
    expect(asked('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    expect(
      hooked('permissionCheck', null, 'clipboard-sanitized-write', 'https://evil.example/'),
    ).toBe(false);
    expect(hooked('devicePermission')).toBe(false);
  });

  it('6, 8, 9 and 10: keeps web security on, and what is experimental off', () => {
    expect(preferences()).toMatchObject({
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
    expect(preferences()).not.toHaveProperty('enableBlinkFeatures');
  });

  it('7: sends the policy with every answer, found or not', async () => {
    for (const path of ['/', '/nothing.js', '/%2e%2e%2fpackage.json']) {
      const response = await bed.fake.fetch(path, 'text/html');
      expect(response?.headers.get('content-security-policy'), path).toMatch(
        /default-src 'none'; script-src 'self'; .*connect-src 'self'; .*require-trusted-types-for 'script'/,
      );
      expect(response?.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('11 and 12: embeds no web view', () => {
    expect(preferences()).toMatchObject({ webviewTag: false });
    expect(prevented((event) => contents().emit('will-attach-webview', event))).toBe(true);
  });

  it('13: navigates and redirects nowhere else, in no frame', () => {
    for (const name of ['will-frame-navigate', 'will-redirect']) {
      const goes = (url: string) => !prevented((event) => contents().emit(name, { ...event, url }));
      expect(goes('app://longshore/images'), name).toBe(true);
      for (const url of [
        'https://longshore/',
        'app://longshore.evil/',
        'app://longshore@evil/',
        'app://longshore:1/',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'about:blank',
        '',
      ]) {
        expect(goes(url), url).toBe(false);
      }
    }
  });

  it('14 and 15: opens no window, and only https without a password outside', () => {
    const open = (url: string) => contents().openHandler({ url });
    for (const url of [
      'https://docs.example/a',
      'http://docs.example/',
      'file:///bin/sh',
      'https://me:pw@x.example/',
      'smb://x/',
      'app://longshore/',
      'not a url',
    ]) {
      expect(open(url), url).toEqual({ action: 'deny' });
    }
    expect(bed.fake.opened).toEqual(['https://docs.example/a']);
  });

  it('16: is on an Electron that is named exactly and is the one that was checked', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
    const installed = JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8'));
    expect(installed.version).toBe(devDependencies.electron);
    expect(Number(installed.version.split('.')[0])).toBeGreaterThanOrEqual(45);
  });

  it('17: hands a port to the top frame of the own origin only', () => {
    expect(bed.askForPort(ownFrame)).toBeDefined();
    expect(bed.askForPort(null)).toBeUndefined();
    expect(bed.askForPort({ ...ownFrame, parent: ownFrame })).toBeUndefined();
    expect(bed.askForPort({ url: 'https://evil.example/', parent: null })).toBeUndefined();
    expect(bed.askForPort({ url: 'app://longshore.evil/', parent: null })).toBeUndefined();
    expect(bed.askForPort(ownFrame, { not: 'a string' })).toBeUndefined();
    expect(bed.askForPort(ownFrame, 'x'.repeat(65))).toBeUndefined();
    const windows = bed.fake.children[0]?.sent.filter(({ message }) => message.kind === 'window');
    expect(windows).toHaveLength(1);
  });

  it('18: serves its own standard, secure scheme, never file:', async () => {
    const schemes = bed.fake.asked.find(({ kind }) => kind === 'schemes')?.options;
    expect(schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
      },
    ]);
    expect((await bed.fake.fetch('/'))?.status).toBe(200);
    expect((await bed.fake.fetch('/containers/abc', 'text/html'))?.status).toBe(200);
    expect((await bed.fake.fetch('/containers/abc'))?.status).toBe(404);
    for (const path of ['/..%2fmain%2findex.ts', '/%2e%2e%5cmain', '/%252e%252e/x', '/%00']) {
      expect([400, 404], path).toContain((await bed.fake.fetch(path))?.status);
    }
  });

  it('downloads only what the own page made', () => {
    const session = bed.fake.electron.session.defaultSession;
    const refused = (url: string) =>
      prevented((event) => session.emit('will-download', event, { getURL: () => url }));
    expect(refused('https://evil.example/x.exe')).toBe(true);
    expect(refused('blob:app://longshore/1')).toBe(false);
  });
});
