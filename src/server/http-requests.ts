import type { IncomingMessage, ServerResponse } from 'node:http';
import { securityHeaders } from '../contract/content-policy.ts';
import { pageFile } from '../contract/page-files.ts';
import { downloadPath, sendDownload, type TakeDownload } from './downloads.ts';
import { instancePath } from './instance-proof.ts';
import { isLoopbackHost } from './local-origin.ts';
import type { PageFolder } from './page-folder.ts';

export interface RequestDeps {
  readonly page: PageFolder;
  readonly takeDownload: TakeDownload;
  /** Answers another start of the same program; undefined for what does not prove to be one. */
  readonly answerInstance: (body: string) => string | undefined;
  readonly log: (line: string) => void;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A control request is some 150 bytes. */
const maxBodyBytes = 4_096;

/** The page's files are public; a download needs its ticket, another start its proof. */
export function handleRequests(deps: RequestDeps): Handler {
  return (request, response) => {
    route(deps, request, response).catch((error: unknown) => {
      deps.log(`request failed: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else refuse(response, 500);
    });
  };
}

async function route(
  deps: RequestDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const host = request.headers.host;
  if (!isLoopbackHost(host)) return refuse(response, 421);
  for (const [name, value] of Object.entries(securityHeaders({ socketOrigin: `ws://${host}` }))) {
    response.setHeader(name, value);
  }
  const [pathname = '/'] = (request.url ?? '/').split(/[?#]/);
  if (request.method === 'POST' && pathname === instancePath) {
    return answerInstance(deps, request, response);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  if (pathname.startsWith(downloadPath)) {
    // A HEAD (a link preview, a download manager's question) must not use the ticket up.
    if (request.method === 'HEAD') return refuse(response, 405);
    const download = deps.takeDownload(pathname.slice(downloadPath.length));
    return download ? sendDownload(download, request, response) : refuse(response, 404);
  }
  return sendPage(deps.page, request, response);
}

async function sendPage(
  page: PageFolder,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [pathname = '/'] = (request.url ?? '/').split(/[?#]/);
  const answer = pageFile({
    pathname,
    accept: request.headers.accept ?? '',
    files: page.files,
  });
  if (answer.status !== 200) return refuse(response, answer.status);
  const content = await page.read(answer.file);
  response.writeHead(200, {
    'content-type': answer.mediaType,
    'content-length': content.byteLength,
    'cache-control': answer.cacheControl,
  });
  response.end(request.method === 'HEAD' ? undefined : content);
}

async function answerInstance(
  deps: RequestDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Browsers name the page that asks; another start of this program does not come from a page.
  if (request.headers.origin !== undefined) return refuse(response, 403);
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > maxBodyBytes) return refuse(response, 413);
  }
  const answer = deps.answerInstance(body);
  if (answer === undefined) return refuse(response, 403);
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(answer);
}

const words: Readonly<Record<number, string>> = {
  400: 'This address cannot be read.',
  403: 'Refused.',
  404: 'There is nothing here.',
  405: 'Only reading is possible here.',
  413: 'Too long.',
  421: 'Longshore answers under a loopback name only, such as localhost or 127.0.0.1.',
  500: 'Longshore failed inside.',
};

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(`${words[status] ?? 'Refused.'}\n`);
}
