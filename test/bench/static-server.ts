import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
};

/** Files of a folder, and one page at `/`, for a browser on this machine. */
export async function serveStatic(
  folder: string,
  page: string,
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(async (asked, answer) => {
    const path = new URL(asked.url ?? '/', 'http://localhost').pathname;
    const body = path === '/' ? page : await readFile(join(folder, path)).catch(() => undefined);
    const type = types[path === '/' ? '.html' : extname(path)];
    answer.writeHead(body === undefined ? 404 : 200, type ? { 'content-type': type } : {});
    answer.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
