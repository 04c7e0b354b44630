import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngineClient } from './client.ts';
import type { ChannelUse } from './target.ts';

let folder = '';
const server = createServer((_request, response) => void response.end('OK'));
server.keepAliveTimeout = 0; // as an engine: it does not tell how long it waits

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-agents-'));
  await new Promise<void>((resolve) => void server.listen(join(folder, 'sock'), resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

/** After how long each channel is closed that two calls, one after another, have left behind. */
async function idleLimits(lasting: boolean): Promise<(number | undefined)[]> {
  const opened: Socket[] = [];
  const open = async () => {
    const socket = connect(join(folder, 'sock'));
    opened.push(socket);
    return socket;
  };
  const client = createEngineClient({ target: { kind: 'channel', open, lasting } });
  await client.text({ path: '/_ping' });
  await client.text({ path: '/_ping' });
  const limits = opened.map((socket) => socket.timeout);
  client.close();
  return limits;
}

describe('a channel that was read from', () => {
  it('is used again, and closed when nobody wants it for half a minute', async () => {
    expect(await idleLimits(false)).toEqual([30_000]);
  });

  it('is kept for good where that costs nothing', async () => {
    const [limit, ...others] = await idleLimits(true);
    expect(limit ?? 0).toBe(0);
    expect(others).toEqual([]);
  });
});

describe('a channel', () => {
  it('is asked for by what it is for: a short call, or what stays open or changes something', async () => {
    const uses: (ChannelUse | undefined)[] = [];
    const open = async (use?: ChannelUse) => {
      uses.push(use);
      return connect(join(folder, 'sock'));
    };
    const client = createEngineClient({ target: { kind: 'channel', open } });
    await client.text({ path: '/_ping' });
    for await (const _ of (await client.stream({ path: '/events' })).bytes);
    await client.text({ method: 'POST', path: '/build' });
    client.close();
    expect(uses).toEqual(['call', 'stream', 'stream']);
  });
});
