import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { refusedCloseCode, SessionAnswer } from '../../src/contract/web-session.ts';
import { connect } from '../../src/wire/connect.ts';
import { maxFrameBytes } from '../../src/wire/limits.ts';
import { createWebSocketLink } from '../../src/wire/links/web-socket.ts';
import { ask, knock, next, startWebBed, tinyContract, type WebBed } from './web-bed.ts';

let bed: WebBed;
beforeAll(async () => {
  bed = await startWebBed();
});
afterAll(() => bed.stop());

async function opened(): Promise<WebSocket> {
  const socket = await knock(bed);
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

/** Shows something to the server; resolves to the token or to what happened instead. */
async function show(
  message: unknown,
): Promise<{ socket: WebSocket; token?: string; code?: number }> {
  const socket = await opened();
  socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const first = await next(socket);
  if ('code' in first) return { socket, code: first.code };
  const answer = SessionAnswer.parse(JSON.parse(first.text));
  if (answer.kind === 'welcome') return { socket, token: answer.token };
  const [code] = await once(socket, 'close');
  return { socket, code: Number(code) };
}

describe('the socket', () => {
  it('takes a ticket once, gives a token and then carries the wire', async () => {
    const ticket = bed.sessions.issueTicket();
    const { socket, token } = await show({ kind: 'ticket', ticket });
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(token).not.toBe(ticket);
    const client = connect(tinyContract, createWebSocketLink(socket));
    expect(await client.api.echo.twice({ text: 'ab' })).toBe('abab');
    client.close();
    const again = await show({ kind: 'token', token });
    expect(again.token).toBe(token);
    again.socket.close();
  });

  it('refuses a used ticket', async () => {
    const ticket = bed.sessions.issueTicket();
    (await show({ kind: 'ticket', ticket })).socket.close();
    expect((await show({ kind: 'ticket', ticket })).code).toBe(refusedCloseCode);
  });

  it('refuses a ticket after its minute', async () => {
    const ticket = bed.sessions.issueTicket();
    bed.later(60_000);
    expect((await show({ kind: 'ticket', ticket })).code).toBe(refusedCloseCode);
  });

  it.each([
    ['a wrong ticket', { kind: 'ticket', ticket: 'x'.repeat(43) }],
    ['a wrong token', { kind: 'token', token: 'x'.repeat(43) }],
    ['a short token', { kind: 'token', token: '' }],
    ['no ticket', { kind: 'ticket' }],
    ['no JSON', 'let me in'],
    ['a frame before its session', '{"type":"hello","version":""}'],
  ])('refuses %s', async (_name, message) => {
    expect((await show(message)).code).toBe(refusedCloseCode);
  });

  it('refuses binary before a session', async () => {
    const socket = await opened();
    socket.send(new Uint8Array([1, 2, 3]));
    expect(await next(socket)).toEqual({ text: '{"kind":"refused"}' });
    socket.terminate();
  });

  it.each([
    ['a foreign page', { origin: 'https://evil.example' }],
    ['a page of another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { origin: 'null' }],
    ['another loopback name', { origin: 'http://localhost' }],
  ])('refuses %s by its Origin', async (_name, headers) => {
    expect(await knock(bed, { headers })).toBe(403);
  });

  it('refuses a client that names no Origin', async () => {
    const socket = new WebSocket(`ws://${bed.host}/wire`, 'longshore.v1');
    const refusal = once(socket, 'unexpected-response');
    socket.once('error', () => undefined);
    const [, response] = await refusal;
    expect(response.statusCode).toBe(403);
    socket.terminate();
  });

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
    '[::2]',
  ])('refuses the rebinding Host %s even with an Origin that equals it', async (name) => {
    const host = `${name}:${bed.port}`;
    expect(await knock(bed, { headers: { host, origin: `http://${host}` } })).toBe(421);
  });

  it('lets a forwarded port in: any port, as long as Host and Origin agree', async () => {
    const headers = { host: 'localhost:9999', origin: 'http://localhost:9999' };
    const socket = await knock(bed, { headers });
    expect(socket).toBeInstanceOf(WebSocket);
    (socket as WebSocket).close();
  });

  it('refuses another path and another protocol', async () => {
    expect(await knock(bed, { path: '/other' })).toBe(404);
    expect(await knock(bed, { protocol: 'longshore.v0' })).toBe(400);
  });

  it('closes on an oversized frame with 1009', async () => {
    const { socket } = await show({ kind: 'ticket', ticket: bed.sessions.issueTicket() });
    const closed = once(socket, 'close');
    socket.send(new Uint8Array(maxFrameBytes + 1));
    expect((await closed)[0]).toBe(1009);
  });
});

describe('the files', () => {
  it('are public, with the policy on every answer', async () => {
    const page = await ask(bed.port, '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = page.headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ws://${bed.host}`);
    expect(policy).toContain("require-trusted-types-for 'script'");
    for (const path of ['/missing.js', '/%2e%2e/secret.txt', '/assets/index-abc123.js']) {
      const { headers } = await ask(bed.port, path);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  it('are kept for ever when their name holds a hash, and asked for again when not', async () => {
    const asset = await ask(bed.port, '/assets/index-abc123.js', { headers: { accept: '*/*' } });
    expect(asset.headers['cache-control']).toContain('immutable');
    expect((await ask(bed.port, '/')).headers['cache-control']).toBe('no-cache');
  });

  it('are the index page for a route of the app, and missing for a missing asset', async () => {
    expect((await ask(bed.port, '/containers/abc?q=1')).body).toContain('<title>page');
    expect((await ask(bed.port, '/containers/abc', { headers: { accept: '*/*' } })).status).toBe(
      404,
    );
    expect((await ask(bed.port, '/assets/gone.js')).status).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%252e%252e/secret.txt',
    '//secret.txt',
    '/%00',
    '/%ff',
  ])('never leave their folder: %s', async (path) => {
    const { status, body } = await ask(bed.port, path, { headers: { accept: '*/*' } });
    expect([400, 404]).toContain(status);
    expect(body).not.toContain('not for you');
  });

  it('are not given to a rebound name', async () => {
    const { status } = await ask(bed.port, '/', { headers: { host: 'evil.example' } });
    expect(status).toBe(421);
  });

  it('are only read', async () => {
    expect((await ask(bed.port, '/', { method: 'PUT' })).status).toBe(405);
    const head = await ask(bed.port, '/', { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([200, '']);
  });
});

describe('a download', () => {
  const file = (content: AsyncIterable<Uint8Array>) => ({
    fileName: 'größe "1".log',
    mediaType: 'text/plain',
    open: () => content,
  });

  it('is sent once, as an attachment under its own name', async () => {
    bed.downloads.set('once', file(pieces('one ', 'two')));
    const first = await ask(bed.port, '/download/once');
    expect(first.body).toBe('one two');
    expect(first.headers['content-disposition']).toBe(
      `attachment; filename="gr__e _1_.log"; filename*=UTF-8''gr%C3%B6%C3%9Fe%20%221%22.log`,
    );
    expect(first.headers['cache-control']).toBe('no-store');
    expect((await ask(bed.port, '/download/once')).status).toBe(404);
  });

  it('is not used up by a HEAD', async () => {
    bed.downloads.set('head', file(pieces('x')));
    expect((await ask(bed.port, '/download/head', { method: 'HEAD' })).status).toBe(405);
    expect((await ask(bed.port, '/download/head')).body).toBe('x');
  });

  it('is cut, not ended, by a fault in the middle', async () => {
    bed.downloads.set('cut', file(faulty()));
    await expect(ask(bed.port, '/download/cut')).rejects.toThrow(/aborted|ECONNRESET|hang up/);
  });

  it('closes its source when the tab goes away', async () => {
    let isClosed = false;
    let aborted = false;
    bed.downloads.set('endless', {
      fileName: 'a',
      mediaType: 'text/plain',
      async *open(signal: AbortSignal) {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
        try {
          for (;;) yield new Uint8Array(65_536);
        } finally {
          isClosed = true;
        }
      },
    });
    const abort = new AbortController();
    const response = await fetch(`http://${bed.host}/download/endless`, { signal: abort.signal });
    await response.body?.getReader().read();
    abort.abort();
    await expect.poll(() => [isClosed, aborted]).toEqual([true, true]);
  });
});

async function* pieces(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function* faulty() {
  yield new TextEncoder().encode('half');
  await new Promise((resolve) => setTimeout(resolve, 20));
  throw new Error('the engine went away');
}

describe('ending', () => {
  it('closes open sockets and frees the port', async () => {
    const other = await startWebBed();
    const socket = await knock(other);
    const closed = once(socket as WebSocket, 'close');
    await other.stop();
    expect((await closed)[0]).toBe(1001);
    await expect(ask(other.port, '/')).rejects.toThrow(/ECONNREFUSED/);
  });
});
