import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { connect } from '../../src/wire/connect.ts';
import type { Link } from '../../src/wire/link.ts';
import { startWebBed, tinyContract, type WebBed } from './web-bed.ts';

let bed: WebBed;
let storage: Map<string, string>;
beforeEach(async () => {
  bed = await startWebBed();
  storage = new Map();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await bed.stop();
});

/** A browser names the page's origin by itself. */
class PageSocket extends WebSocket {
  constructor(url: string, protocol: string) {
    super(url, protocol, { headers: { origin: location.origin } });
    // Nor does it throw where nobody listens.
    this.on('error', () => undefined);
  }
}

/** A tab at an address: the module's memory is new, the tab's storage is what it was. */
async function load(hash = '') {
  const url = new URL(`http://${bed.host}/containers?state=running${hash}`);
  vi.stubGlobal('window', {});
  vi.stubGlobal('location', url);
  vi.stubGlobal('WebSocket', PageSocket);
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_state: unknown, _title: string, path: string) => {
      url.href = new URL(path, url).href;
    },
  });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  });
  vi.resetModules();
  return import('../../src/renderer/shared/lib/connect-shell.ts');
}

async function greet(open: () => Promise<Link>): Promise<string> {
  const client = connect(tinyContract, await open());
  try {
    return await client.api.echo.twice({ text: 'hi' });
  } finally {
    client.close();
  }
}

describe('a tab', () => {
  it('gets in by its ticket, which leaves the address at once, and stays in over a reload', async () => {
    const { openLink } = await load(`#ticket=${bed.sessions.issueTicket()}`);
    const entering = greet(openLink);
    expect(location.href).toBe(`http://${bed.host}/containers?state=running`);
    expect(await entering).toBe('hihi');
    const reloaded = await load();
    expect(await greet(reloaded.openLink)).toBe('hihi');
  });

  it('connects again after a lost link', async () => {
    const { openLink } = await load(`#ticket=${bed.sessions.issueTicket()}`);
    expect(await greet(openLink)).toBe('hihi');
    expect(await greet(openLink)).toBe('hihi');
  });

  it('without a token has no session', async () => {
    const { openLink } = await load();
    await expect(openLink()).rejects.toMatchObject({ reason: 'no-session' });
  });

  it('with a used ticket stays in by its token, and a new tab stays out', async () => {
    const hash = `#ticket=${bed.sessions.issueTicket()}`;
    expect(await greet((await load(hash)).openLink)).toBe('hihi');
    expect(await greet((await load(hash)).openLink)).toBe('hihi');
    storage.clear();
    await expect((await load(hash)).openLink()).rejects.toMatchObject({ reason: 'no-session' });
  });

  it('forgets a token that the server does not know', async () => {
    storage.set('longshore.session', 'x'.repeat(43));
    await expect((await load()).openLink()).rejects.toMatchObject({ reason: 'no-session' });
    expect(storage.has('longshore.session')).toBe(false);
  });

  it('tells a server that is gone from a session that is gone', async () => {
    storage.set('longshore.session', 'x'.repeat(43));
    const { openLink } = await load();
    await bed.stop();
    await expect(openLink()).rejects.toThrow('Longshore does not answer.');
    bed = await startWebBed();
  });
});
