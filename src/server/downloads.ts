import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What stands behind a one-time address. */
export interface Download {
  readonly fileName: string;
  readonly mediaType: string;
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

export type TakeDownload = (ticket: string) => Download | undefined;

export const downloadPath = '/download/';

/** RFC 6266: a plain name for old readers, the real one as RFC 5987 says. */
export function attachmentHeader(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%/]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/**
 * Sends a file as the engine gives it: nothing is kept, a slow disk slows the engine, a closed tab
 * ends it. A fault in mid-file cuts the connection, so that the browser does not call it complete.
 */
export async function sendDownload(
  download: Download,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  request.socket.setNoDelay(true);
  response.writeHead(200, {
    'content-type': download.mediaType,
    'content-disposition': attachmentHeader(download.fileName),
    'cache-control': 'no-store',
  });
  try {
    await pipeline(Readable.from(download.open(abort.signal), { objectMode: true }), response);
  } catch {
    response.destroy();
  } finally {
    abort.abort();
  }
}
