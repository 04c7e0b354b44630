import { duplexPair } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStageLog } from '../stages.ts';
import { awaitBanner } from './banner.ts';

const hop = {
  hostName: 'pi',
  port: 22,
  user: 'pi',
  keyFiles: [],
  identitiesOnly: true,
  agent: null,
  judge: () => Promise.resolve('accept' as const),
};

/** What comes of a server that sends these pieces and then hangs up. */
async function greeted(pieces: readonly (string | Buffer)[]): Promise<string> {
  const [socket, far] = duplexPair();
  const tools = { log: createStageLog(() => undefined), signal: new AbortController().signal };
  const waited = awaitBanner(socket, hop, tools);
  for (const piece of pieces) far.write(piece);
  far.end();
  try {
    await waited;
  } catch (error) {
    return (error as { code: string }).code;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}

describe('a banner', () => {
  it('is put back whole, in whatever pieces it came', async () => {
    const said = 'hello\r\nSSH-2.0-OpenSSH_9.2p1 Debian\r\n\u0000\u0001binary';
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(said.length), { maxLength: 6 }), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), said.length];
        const pieces = at.slice(1).map((end, i) => Buffer.from(said.slice(at[i], end), 'latin1'));
        expect(await greeted(pieces.filter((piece) => piece.length > 0))).toBe(said);
      }),
      { numRuns: 50 },
    );
  });

  it('that never comes: who hung up is told from who is no SSH server', async () => {
    expect(await greeted([])).toBe('login-dropped');
    expect(await greeted(['Exceeded MaxStartups\r\n'])).toBe('login-dropped');
    expect(await greeted(['Not allowed at this time\r\n'])).toBe('login-dropped');
    expect(await greeted(['HTTP/1.1 400 Bad Request\r\n\r\n'])).toBe('not-ssh');
    expect(await greeted(['SSH-1.5-old\r\n'])).toBe('not-ssh');
    expect(await greeted([Buffer.alloc(200_000, 'x')])).toBe('not-ssh');
  });
});
