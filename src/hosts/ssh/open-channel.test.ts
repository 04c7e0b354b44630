import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { asSocket } from './open-channel.ts';

/** A channel and the host's end of it. */
function pair(): { socket: Duplex; far: Duplex; channel: Duplex } {
  const [channel, far] = duplexPair();
  return { socket: asSocket(channel), far, channel };
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

describe('a channel as a socket', () => {
  it('carries both directions, each with its own end', async () => {
    const { socket, far } = pair();
    socket.end('question');
    expect(await textOf(far)).toBe('question');
    far.end('answer');
    expect(await textOf(socket)).toBe('answer');
  });

  it('takes no more than is read', async () => {
    const { socket, far } = pair();
    const chunk = Buffer.alloc(64 * 1024);
    let taken = 0;
    const write = (): void => {
      if (taken < 1_000) far.write(chunk, () => setImmediate(write));
      taken += 1;
    };
    write();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(taken).toBeLessThan(20);
    socket.destroy();
  });

  it('can be read after the host has closed, and what is written then goes nowhere', async () => {
    const { socket, far, channel } = pair();
    far.end('last words');
    channel.end();
    channel.emit('close');
    await new Promise<void>((resolve, reject) => {
      socket.write('too late', (error) => (error ? reject(error) : resolve()));
    });
    expect(await textOf(socket)).toBe('last words');
    await expect.poll(() => socket.destroyed).toBe(true);
  });

  it('ends a write whose channel was closed under it', async () => {
    const { socket, channel } = pair();
    let done = false;
    const chunk = Buffer.alloc(1024 * 1024);
    for (let i = 0; i < 3; i += 1) {
      socket.write(chunk, () => {
        done = true;
      });
    }
    channel.emit('close');
    await expect.poll(() => done).toBe(true);
  });

  it('knows an idle time, as an agent sets it for kept connections', async () => {
    const { socket, far } = pair();
    const timed = socket as Duplex & { setTimeout(ms: number): void; destroySoon(): void };
    timed.setTimeout(50);
    const idle = once(socket, 'timeout');
    far.write('a sign of life');
    socket.resume();
    await idle;
    timed.destroySoon();
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });

  it('that is kept for many requests gathers no listeners', async () => {
    const { socket, far } = pair();
    const agent = new Agent({ keepAlive: true, maxSockets: 1, timeout: 5_000 });
    Object.assign(agent, { createConnection: () => socket });
    const server = createServer((_asked, answer) => answer.end('here'));
    server.emit('connection', far);
    const counts: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      const answer = Promise.withResolvers<IncomingMessage>();
      get({ agent }, answer.resolve).on('error', answer.reject);
      expect(await textOf(await answer.promise)).toBe('here');
      counts.push(socket.listenerCount('timeout'));
    }
    expect(counts.at(-1)).toBe(counts[1]);
    agent.destroy();
  });

  it('writes what was laid together as one piece', async () => {
    const { socket, far, channel } = pair();
    const pieces: number[] = [];
    const write = channel.write.bind(channel) as (chunk: Buffer, done: () => void) => boolean;
    Object.assign(channel, {
      write(chunk: Buffer, done: () => void) {
        pieces.push(chunk.length);
        return write(chunk, done);
      },
    });
    socket.cork();
    socket.write('5\r\n');
    socket.write('hello');
    socket.write('\r\n');
    socket.uncork();
    socket.end();
    expect(await textOf(far)).toBe('5\r\nhello\r\n');
    expect(pieces).toEqual([10]);
  });
});
