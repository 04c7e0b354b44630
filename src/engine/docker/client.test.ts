/** Faults that a real engine does not give on demand, from a small server on a unix socket. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createRawServer, type Server as RawServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ContractError } from '../../contract/errors.ts';
import { listContainers } from '../containers/list.ts';
import { engineEvents } from '../events/events.ts';
import { createEngineClient } from './client.ts';
import type { Engine } from './engine.ts';
import { connectEngine } from './negotiate.ts';

const open: { server: Server | RawServer; sockets: Set<Socket> }[] = [];
const engines: Engine[] = [];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-client-'));
});

afterEach(async () => {
  for (const engine of engines.splice(0)) engine.close();
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  await rm(folder, { recursive: true, force: true });
});

async function listen(server: Server | RawServer) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  const socketPath = join(folder, `${open.length}.sock`);
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  open.push({ server, sockets });
  return { target: { kind: 'socket', socketPath } as const, sockets };
}

async function serve(listener: RequestListener) {
  const { target, sockets } = await listen(createServer(listener));
  const engine = createEngineClient({ target, apiVersion: '1.41', product: 'docker' });
  engines.push(engine);
  return { engine, target, sockets };
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ContractError) return error.code;
    throw error;
  }
  return 'none';
}

async function drain(source: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of source) count += 1;
  return count;
}

describe('reaching an engine', () => {
  const connect = (socketPath: string) => codeOf(connectEngine({ kind: 'socket', socketPath }));

  it('nothing at the address', async () => {
    expect(await connect(join(folder, 'none.sock'))).toBe('engine-absent');
  });

  it('nobody accepts', async () => {
    const { target } = await listen(createRawServer());
    const last = open.at(-1);
    // A socket whose server was killed stays as a file.
    await new Promise((resolve) => last?.server.close(resolve));
    open.pop();
    const { writeFile } = await import('node:fs/promises');
    await writeFile(target.socketPath, '');
    expect(await connect(target.socketPath)).toBe('engine-refused');
    const tcp = connectEngine({ kind: 'tcp', host: '127.0.0.1', port: 1 });
    expect(await codeOf(tcp)).toBe('engine-refused');
  });

  it.each([
    ['a web server', 'HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found'],
    ['a web page', 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>'],
    ['other JSON', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'],
    ['a mail server', '220 mail.example ESMTP\r\n'],
  ])('%s is not an engine', async (_title, answer) => {
    const server = createRawServer((socket) => {
      socket.once('readable', () => socket.end(answer));
    });
    const { target } = await listen(server);
    expect(await connect(target.socketPath)).toBe('not-an-engine');
  });

  it('silence', async () => {
    const { target } = await listen(createRawServer());
    const started = performance.now();
    expect(await connect(target.socketPath)).toBe('engine-timeout');
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 30_000);

  it.each([
    ['1.52', '1.60', 'longshore'],
    ['1.10', '1.39', 'engine'],
  ])('an engine that speaks %s to %s', async (MinAPIVersion, ApiVersion, side) => {
    const { target } = await serve((_request, response) => {
      response.end(JSON.stringify({ ApiVersion, MinAPIVersion }));
    });
    await expect(connectEngine(target)).rejects.toMatchObject({
      problem: { code: 'api-out-of-range', facts: { side } },
    });
  });
});

describe('answers', () => {
  it('a slow one is awaited', async () => {
    const { engine } = await serve((_request, response) => {
      setTimeout(() => response.end('[]'), 1500);
    });
    expect(await listContainers(engine)).toEqual([]);
  });

  it('one that stops in the middle is an error, never an empty list', async () => {
    const { engine } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('[{"Id":"');
      setTimeout(() => response.destroy(), 50);
    });
    expect(await codeOf(listContainers(engine))).toBe('engine-gone');
  });

  it('one that never ends has the limit of the whole', async () => {
    const { engine } = await serve((_request, response) => {
      response.write('[');
    });
    const call = engine.json(z.unknown(), { path: '/x', timeoutMs: 200 });
    expect(await codeOf(call)).toBe('engine-timeout');
  });

  it('500 with and without words', async () => {
    const { engine } = await serve((request, response) => {
      response.statusCode = 500;
      response.end(request.url?.endsWith('words') ? '{"message":"disk on fire"}' : '');
    });
    await expect(engine.text({ path: '/words' })).rejects.toMatchObject({
      problem: { code: 'engine-error', detail: 'disk on fire' },
    });
    expect(await codeOf(engine.text({ path: '/none' }))).toBe('engine-error');
  });

  it('abort ends the wait and the connection', async () => {
    const { engine, sockets } = await serve(() => undefined);
    const aborter = new AbortController();
    const call = codeOf(engine.text({ path: '/x', signal: aborter.signal }));
    await expect.poll(() => sockets.size).toBe(1);
    aborter.abort();
    expect(await call).toBe('cancelled');
    await expect.poll(() => sockets.size).toBe(0);
    expect(await codeOf(engine.text({ path: '/x', signal: aborter.signal }))).toBe('cancelled');
  });
});

describe('connections', () => {
  it('a read on a connection that the engine has closed goes out again', async () => {
    let asked = 0;
    const { engine, sockets } = await serve((request, response) => {
      asked += 1;
      // The second request on the kept connection finds it closing.
      if (asked === 2) request.socket.destroy();
      else response.end('[]');
    });
    await listContainers(engine);
    expect(sockets.size).toBe(1);
    await listContainers(engine);
    expect(asked).toBe(3);
  });

  it('a write is never sent twice', async () => {
    let asked = 0;
    const { engine } = await serve((request, response) => {
      asked += 1;
      if (request.method === 'POST') request.socket.destroy();
      else response.end('[]');
    });
    await listContainers(engine);
    expect(await codeOf(engine.run({ method: 'POST', path: '/x' }))).toBe('engine-gone');
    expect(asked).toBe(2);
  });

  it('reads share connections; a kept one holds nothing open after close()', async () => {
    const { engine, sockets } = await serve((_request, response) => {
      response.end('[]');
    });
    for (let i = 0; i < 5; i += 1) await listContainers(engine);
    expect(sockets.size).toBe(1);
    engine.close();
    await expect.poll(() => sockets.size).toBe(0);
  });
});

describe('streams', () => {
  it('a slow reader slows the sender', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024);
    const { engine } = await serve((_request, response) => {
      const push = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        sent += chunk.length;
        response.once('drain', push);
      };
      push();
    });
    const { bytes } = await engine.stream({ path: '/x' });
    let taken = 0;
    for await (const part of bytes) {
      taken += part.length;
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (taken > 2_000_000) break;
    }
    expect(sent - taken).toBeLessThan(2_000_000);
  });

  it('lines that are sent one by one come together when nobody has asked for them', async () => {
    const { engine } = await serve((_request, response) => {
      for (let line = 0; line < 500; line += 1) response.write(`line ${line}\n`);
      response.end();
    });
    const { bytes } = await engine.stream({ path: '/x' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const parts: string[] = [];
    for await (const part of bytes) parts.push(Buffer.from(part).toString());
    expect(parts.join('')).toMatch(/^line 0\n.*line 499\n$/s);
    expect(parts.length).toBeLessThan(10);
  });

  it('a refusal is told as for any other call', async () => {
    const { engine, sockets } = await serve((_request, response) => {
      response.writeHead(404);
      response.end('{"message":"No such container: x"}');
    });
    expect(await codeOf(engine.stream({ path: '/x' }))).toBe('not-found');
    await expect.poll(() => sockets.size).toBe(0);
  });

  it('a cancelled one ends as cancelled, before and in its body', async () => {
    const { engine, sockets } = await serve((request, response) => {
      if (request.url?.endsWith('/body') === true) response.write('one\n');
    });
    const early = new AbortController();
    const opening = codeOf(engine.stream({ path: '/silent', signal: early.signal }));
    setTimeout(() => early.abort(), 50);
    expect(await opening).toBe('cancelled');
    const late = new AbortController();
    const { bytes } = await engine.stream({ path: '/body', signal: late.signal });
    const reading = codeOf(drain(bytes));
    setTimeout(() => late.abort(), 50);
    expect(await reading).toBe('cancelled');
    await expect.poll(() => sockets.size).toBe(0);
  });

  it('leaving the loop closes the connection', async () => {
    const { engine, sockets } = await serve((_request, response) => {
      response.write('one\n');
    });
    const { bytes } = await engine.stream({ path: '/x' });
    for await (const _ of bytes) break;
    await expect.poll(() => sockets.size).toBe(0);
  });

  it('a cut one says so, events too', async () => {
    const { engine } = await serve((_request, response) => {
      response.write(`{"Type":"container","Action":"start","Actor":{"ID":"${'ab'.repeat(32)}"}}\n`);
      response.write('{"Type":"container","Act');
      setTimeout(() => response.destroy(), 50);
    });
    const seen: string[] = [];
    const watching = (async () => {
      for await (const event of engineEvents(engine)) seen.push(event.action);
    })();
    expect(await codeOf(watching)).toBe('engine-gone');
    expect(seen).toEqual(['start']);
  });

  it('an upload that is refused in the middle tells the refusal', async () => {
    const { engine } = await serve((request, response) => {
      request.once('readable', () => {
        response.writeHead(500, { connection: 'close' });
        response.end('{"message":"no space left on device"}');
      });
    });
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(64 * 1024);
      } finally {
        closed = true;
      }
    }
    const upload = engine.stream({ method: 'POST', path: '/x', upload: endless() });
    expect(await codeOf(upload)).toBe('no-space');
    await expect.poll(() => closed).toBe(true);
  });

  it('an upload whose source fails ends the request with that reason', async () => {
    const { engine, sockets } = await serve((request) => {
      request.resume();
    });
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(1000);
      throw new ContractError({ code: 'link-closed', message: 'The window is gone.' });
    }
    const upload = engine.stream({ method: 'POST', path: '/x', upload: failing() });
    expect(await codeOf(upload)).toBe('link-closed');
    await expect.poll(() => sockets.size).toBe(0);
  });

  it('a hijacked connection carries both directions and closes with the loop', async () => {
    const server = createServer();
    server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nfirst');
      socket.pipe(socket);
    });
    const { target, sockets } = await listen(server);
    const engine = createEngineClient({ target });
    engines.push(engine);
    const { output, write } = await engine.hijack({ method: 'POST', path: '/x' });
    await write(Buffer.from(' echo'));
    let text = '';
    for await (const part of output) {
      text += Buffer.from(part).toString();
      if (text === 'first echo') break;
    }
    await expect.poll(() => sockets.size).toBe(0);
    expect(await codeOf(write(Buffer.from('late')))).toBe('engine-gone');
  });

  it('an engine that does not give the connection away', async () => {
    const { engine } = await serve((_request, response) => {
      response.end('hello');
    });
    expect(await codeOf(engine.hijack({ method: 'POST', path: '/x' }))).toBe('not-supported');
    expect(await drain((await engine.stream({ path: '/x' })).bytes)).toBe(1);
  });
});
