import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findInstance, releaseLock, takeLock } from '../../src/server/instance-lock.ts';
import { askInstance, instancePath } from '../../src/server/instance-proof.ts';
import { ask, startWebBed, type WebBed } from './web-bed.ts';

let bed: WebBed;
let state: string;
beforeEach(async () => {
  bed = await startWebBed();
  state = mkdtempSync(join(tmpdir(), 'longshore-state-'));
});
afterEach(async () => {
  await bed.stop();
  rmSync(state, { recursive: true, force: true });
});

const lockFile = () => join(state, 'web-shell.lock');
const lock = () => ({ pid: process.pid, port: bed.port, secret: bed.secret });
const stale = { pid: 999_999, port: 1, secret: 'the-secret-of-a-dead-one' };

describe('one instance for each state folder', () => {
  it('lets the second start ask the first for a new ticket', async () => {
    expect(await findInstance(state)).toBeUndefined();
    expect(await takeLock(state, lock())).toBe(true);
    expect(statSync(lockFile()).mode & 0o777).toBe(0o600);
    const first = await findInstance(state);
    const second = await findInstance(state);
    expect(first).toMatchObject({ pid: process.pid, port: bed.port });
    expect(first?.url).not.toBe(second?.url);
    const ticket = first?.url.split('#ticket=')[1] ?? '';
    expect(bed.sessions.admit({ kind: 'ticket', ticket })).toBeDefined();
  });

  it('does not take a lock whose holder answers', async () => {
    await takeLock(state, lock());
    expect(await takeLock(state, { ...lock(), secret: 'another-secret-of-a-later' })).toBe(false);
    expect(readFileSync(lockFile(), 'utf8')).toContain(bed.secret);
  });

  it.each([
    ['of a dead process', JSON.stringify(stale)],
    ['that is cut off', '{"pid":1'],
    ['that is empty', ''],
  ])('takes over a lock %s', async (_name, content) => {
    await takeLock(state, stale);
    writeFileSync(lockFile(), content);
    expect(await takeLock(state, lock())).toBe(true);
    expect(await findInstance(state)).toMatchObject({ port: bed.port });
  });

  it('gives one of many starts at once the lock', async () => {
    await takeLock(state, stale);
    const starts = Array.from({ length: 8 }, (_, index) =>
      takeLock(state, { ...lock(), secret: `${bed.secret}-${index}` }),
    );
    const won = (await Promise.all(starts)).filter(Boolean);
    expect(won).toHaveLength(1);
  });

  it('releases only its own lock', async () => {
    await takeLock(state, lock());
    releaseLock(state, stale);
    expect(existsSync(lockFile())).toBe(true);
    releaseLock(state, lock());
    expect(existsSync(lockFile())).toBe(false);
  });

  it('never shows its secret to whoever has the port now, and believes no false answer', async () => {
    const seen: string[] = [];
    const stranger = await listening(async (request) => {
      for await (const chunk of request) seen.push(String(chunk));
      return JSON.stringify({ ticket: 'x'.repeat(43), pid: 1, proof: 'y'.repeat(43) });
    });
    await takeLock(state, { ...stale, port: (stranger.address() as AddressInfo).port });
    expect(await findInstance(state)).toBeUndefined();
    expect(seen.join('')).toContain('nonce');
    expect(seen.join('')).not.toContain(stale.secret);
    stranger.close();
  });
});

describe('the control request', () => {
  it('gives no ticket without the proof, to a page, or to a long body', async () => {
    const post = (body: string, headers = {}) =>
      ask(bed.port, instancePath, { method: 'POST', body, headers });
    const right = askInstance(bed.secret);
    expect(right.readAnswer((await post(right.body)).body)).toMatchObject({ pid: process.pid });
    expect((await post(askInstance('a-guess-at-the-secret').body)).status).toBe(403);
    expect((await post('{}')).status).toBe(403);
    expect((await post(right.body, { origin: `http://${bed.host}` })).status).toBe(403);
    expect((await post(right.body, { host: 'evil.example' })).status).toBe(421);
    expect((await post('x'.repeat(10_000))).status).toBe(413);
    expect((await ask(bed.port, instancePath, { headers: { accept: '*/*' } })).status).toBe(404);
  });
});

function listening(answer: (request: AsyncIterable<unknown>) => Promise<string>): Promise<Server> {
  const server = createServer(async (request, response) => {
    response.end(await answer(request));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
