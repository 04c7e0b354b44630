import { describe, expect, it } from 'vitest';
import { parseHead } from './answer-head.ts';

const head = (...lines: string[]) => parseHead(lines.join('\r\n'));

describe('the head of an answer', () => {
  it('says how the body ends', () => {
    expect(head('HTTP/1.1 200 OK', 'Transfer-Encoding: Chunked').body).toBe('chunked');
    expect(head('HTTP/1.0 200', 'Content-Length: 12').body).toEqual({ bytes: 12 });
    expect(head('HTTP/1.1 200 OK', 'Content-Type: a/b').body).toBe('until-close');
    expect(head('HTTP/1.1 204 No Content').body).toEqual({ bytes: 0 });
  });

  it('gives status and type', () => {
    const answer = head('HTTP/1.1 404 Not: Found', 'content-TYPE:  application/json ');
    expect(answer).toMatchObject({ status: 404, contentType: 'application/json' });
  });

  it.each([
    ['another protocol', ['SSH-2.0-OpenSSH_9.2']],
    ['no status', ['HTTP/1.1 abc OK']],
    ['a header without a name', ['HTTP/1.1 200 OK', ': x']],
    ['a coding that nobody asked for', ['HTTP/1.1 200 OK', 'Transfer-Encoding: gzip, chunked']],
    ['a length that is none', ['HTTP/1.1 200 OK', 'Content-Length: -5']],
  ])('%s is not an engine', (_name, lines) => {
    expect(() => head(...lines)).toThrow(expect.objectContaining({ code: 'not-an-engine' }));
  });
});
