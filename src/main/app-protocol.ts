import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { securityHeaders } from '../contract/content-policy.ts';
import { pageFile } from '../contract/page-files.ts';
import { isOwnUrl, scheme } from './policy.ts';

/** Must run in the entry's first turn: before `ready` and before any await (api/protocol). */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Serves the built page from inside the bundle. By `fs`: `net.fetch('file:')` needs privileges that fuses take. */
export function servePage(folder: string): void {
  const files = new Set(listFiles(folder));
  const headers = securityHeaders();
  protocol.handle(scheme, async (request) => {
    const refuse = (status: number) => new Response(null, { status, headers });
    if (!isOwnUrl(request.url)) return refuse(404);
    if (request.method !== 'GET') return refuse(405);
    // `request.url` is normalised already; what is still encoded in it is judged below.
    const [pathname = '/'] = request.url.slice(`${scheme}://longshore`.length).split(/[?#]/);
    const accept = request.headers.get('accept') ?? '';
    const answer = pageFile({ pathname, accept, files });
    if (answer.status !== 200) return refuse(answer.status);
    const content = await readFile(join(folder, answer.file));
    return new Response(new Uint8Array(content), {
      headers: {
        ...headers,
        'content-type': answer.mediaType,
        'cache-control': answer.cacheControl,
      },
    });
  });
}

/** By hand: `recursive` is not to be relied on inside an asar archive. */
function listFiles(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? listFiles(join(folder, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  );
}
