/** A web shell on a real port with a page of a few files and a contract of two operations. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import * as z from 'zod';
import { call } from '../../src/contract/define.ts';
import { wirePath, wireProtocol } from '../../src/contract/web-session.ts';
import type { Download } from '../../src/server/downloads.ts';
import { answerInstance } from '../../src/server/instance-proof.ts';
import { openPageFolder } from '../../src/server/page-folder.ts';
import { createSessions } from '../../src/server/sessions.ts';
import { startServer } from '../../src/server/start-server.ts';
import { createWebSocketLink } from '../../src/wire/links/web-socket.ts';
import { serve } from '../../src/wire/serve.ts';

export const tinyContract = {
  echo: { twice: call({ input: z.object({ text: z.string() }), output: z.string() }) },
};

export async function startWebBed() {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-page-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'page/assets/index-abc123.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not for you');
  let nowMs = 1_000_000;
  const sessions = createSessions(() => nowMs);
  const downloads = new Map<string, Download>();
  const secret = 'a-secret-of-the-lock-file';
  const server = await startServer({
    port: 0,
    sessions,
    page: openPageFolder(join(folder, 'page')),
    takeDownload: (ticket) => {
      const download = downloads.get(ticket);
      downloads.delete(ticket);
      return download;
    },
    answerInstance: (body) =>
      answerInstance(secret, body, () => ({ ticket: sessions.issueTicket(), pid: process.pid })),
    attach: (socket) => {
      serve(
        tinyContract,
        { echo: { twice: async ({ text }) => text + text } },
        createWebSocketLink(socket),
      );
    },
    log: () => undefined,
  });
  return {
    ...server,
    sessions,
    downloads,
    secret,
    host: `127.0.0.1:${server.port}`,
    later: (ms: number) => {
      nowMs += ms;
    },
    async stop() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type WebBed = Awaited<ReturnType<typeof startWebBed>>;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A raw request: the path goes out as it is written, and any header can be set. */
export function ask(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; host?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: options.host ?? '127.0.0.1',
        port,
        path,
        method: options.method ?? 'GET',
        headers: { accept: 'text/html', ...options.headers },
        agent: false,
      },
      async (response) => {
        try {
          let body = '';
          for await (const chunk of response) body += String(chunk);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        } catch (error) {
          reject(error);
        }
      },
    );
    outgoing.once('error', reject);
    outgoing.end(options.body);
  });
}

export interface Knock {
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly protocol?: string;
}

/** Opens a socket as a browser would; resolves to it, or to the status it was refused with. */
export function knock(bed: WebBed, { headers = {}, path, protocol }: Knock = {}) {
  const socket = new WebSocket(`ws://${bed.host}${path ?? wirePath}`, protocol ?? wireProtocol, {
    headers: { origin: `http://${bed.host}`, ...headers },
  });
  return new Promise<WebSocket | number>((resolve) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
      socket.terminate();
    });
    socket.once('error', () => undefined);
  });
}

/** The next message or close of a socket. */
export function next(socket: WebSocket): Promise<{ text: string } | { code: number }> {
  return new Promise((resolve) => {
    socket.once('message', (data) => resolve({ text: String(data) }));
    socket.once('close', (code) => resolve({ code }));
  });
}
