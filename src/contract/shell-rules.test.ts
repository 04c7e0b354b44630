import { describe, expect, it } from 'vitest';
import { contentPolicy } from './content-policy.ts';
import { mediaTypeOf, pageFile } from './page-files.ts';
import { stateFolder } from './state-folder.ts';

describe('the state folder', () => {
  it.each([
    ['linux', {}, '/home/p/.config/longshore'],
    ['linux', { XDG_CONFIG_HOME: '/x' }, '/x/longshore'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/p/.config/longshore'],
    ['linux', { LONGSHORE_HOME: '/own', XDG_CONFIG_HOME: '/x' }, '/own'],
    ['freebsd', {}, '/home/p/.config/longshore'],
    ['darwin', {}, '/home/p/Library/Application Support/Longshore'],
    ['win32', { APPDATA: 'C:\\Roaming' }, 'C:\\Roaming\\Longshore'],
    ['win32', {}, '/home/p\\AppData\\Roaming\\Longshore'],
  ])('%s %j', (platform, env, folder) => {
    expect(stateFolder({ platform, env, home: '/home/p' })).toBe(folder);
  });
});

describe('the content policy', () => {
  it('is the same in both shells but for the socket', () => {
    const web = contentPolicy({ socketOrigin: 'ws://127.0.0.1:7310' });
    expect(web.replace(' ws://127.0.0.1:7310', '')).toBe(contentPolicy());
  });

  it('allows no code but the page’s own', () => {
    const script = contentPolicy()
      .split('; ')
      .find((rule) => rule.startsWith('script-src'));
    expect(script).toBe("script-src 'self'");
    expect(contentPolicy()).not.toContain('unsafe-eval');
  });
});

describe('a page file', () => {
  const files = new Set(['index.html', 'assets/a-1.js', 'icon.svg', 'odd.exe']);
  const ask = (pathname: string, accept = '*/*') => pageFile({ pathname, accept, files });

  it('is found under its encoded name too', () => {
    expect(ask('/assets/a%2D1.js')).toMatchObject({ status: 200, file: 'assets/a-1.js' });
    expect(ask('/')).toMatchObject({ file: 'index.html' });
  });

  it('is the index for navigations, and not for assets', () => {
    expect(ask('/containers/x', 'text/html,*/*')).toMatchObject({ file: 'index.html' });
    expect(ask('/containers/x')).toEqual({ status: 404 });
    expect(ask('/assets/gone.js', 'text/html')).toEqual({ status: 404 });
  });

  it('of an unknown kind is not served', () => {
    expect(mediaTypeOf('odd.exe')).toBeUndefined();
    expect(ask('/odd.exe')).toEqual({ status: 404 });
  });

  it.each(['/%2e%2e/x', '/a/../b', '/..', '/a%5c..%5cb', '/%00', '/%', '/%e0%a4%a'])(
    'is refused: %s',
    (pathname) => {
      expect(ask(pathname, 'text/html')).toEqual({ status: 400 });
    },
  );
});
