/** The head of an HTTP answer, as far as a stream needs it. */
import { notAnEngine } from './errors.ts';

export interface AnswerHead {
  readonly status: number;
  readonly contentType: string;
  /** How the body ends: with its last chunk, after so many bytes, or with the connection. */
  readonly body: 'chunked' | 'until-close' | { readonly bytes: number };
}

export const headLimitBytes = 64 * 1024;

/** Reads what stands before the empty line. Throws `not-an-engine` for what is no HTTP/1 answer. */
export function parseHead(text: string): AnswerHead {
  const [statusLine = '', ...lines] = text.split(/\r?\n/);
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1];
  if (status === undefined) throw notAnEngine(`Not an HTTP answer: ${statusLine.slice(0, 200)}`);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw notAnEngine(`Not an HTTP header: ${line.slice(0, 200)}`);
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return {
    status: Number(status),
    contentType: headers.get('content-type') ?? '',
    body: bodyOf(Number(status), headers),
  };
}

function bodyOf(status: number, headers: ReadonlyMap<string, string>): AnswerHead['body'] {
  if (status === 204 || status === 304) return { bytes: 0 };
  const coding = headers.get('transfer-encoding');
  if (coding !== undefined) {
    if (coding.toLowerCase() === 'chunked') return 'chunked';
    throw notAnEngine(`An answer in a coding that nobody asked for: ${coding.slice(0, 100)}`);
  }
  const length = headers.get('content-length');
  if (length === undefined) return 'until-close';
  if (!/^\d{1,15}$/.test(length)) throw notAnEngine('The answer has no true length.');
  return { bytes: Number(length) };
}
