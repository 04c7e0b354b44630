import type { Duplex } from 'node:stream';
import { type ContractError, refuse } from '../../contract/errors.ts';
import type { DialTools } from './dial.ts';
import type { SshHop } from './hop.ts';
import { plainText } from './plain-text.ts';
import { cancelled, within } from './within.ts';

/** A busy small machine needs seconds to start the process that greets. */
const bannerLimitMs = 10_000;
/** RFC 4253 §4.2 allows lines before the greeting; nobody sends this much. */
const bannerLimitBytes = 64 * 1024;

/** OpenSSH before and since 9.8: too many at once, or a penalty for what came from here before. */
const tooMany = /exceeded maxstartups|not allowed at this time/i;

const greeting = /^SSH-(?<protocol>\d+\.\d+)-(?<software>[^\r\n]*)\r?\n/m;

/** Until there is more to read, or nothing more to come. */
export function readMore(socket: Duplex): Promise<'more' | 'end'> {
  return new Promise((resolve) => {
    const events = ['readable', 'end', 'close', 'error'] as const;
    const on = new Map<string, () => void>();
    const done = (how: 'more' | 'end'): void => {
      for (const [event, listener] of on) socket.removeListener(event, listener);
      resolve(how);
    };
    for (const event of events) {
      const listener = () => done(event === 'readable' ? 'more' : 'end');
      on.set(event, listener);
      socket.on(event, listener);
    }
  });
}

async function readGreeting(socket: Duplex, seen: Buffer[]): Promise<void> {
  let size = 0;
  while (size < bannerLimitBytes) {
    const chunk = socket.read() as Buffer | null;
    if (chunk !== null) {
      seen.push(chunk);
      size += chunk.length;
      if (greeting.test(Buffer.concat(seen).toString('latin1'))) return;
    } else if (socket.readableEnded || socket.destroyed || (await readMore(socket)) === 'end') {
      return;
    }
  }
}

function notSsh(hop: SshHop, text: string): ContractError {
  const facts = { host: hop.hostName, port: hop.port };
  return text === ''
    ? refuse('not-ssh', `At port ${hop.port} of ${hop.hostName} nobody says who they are.`, {
        facts,
      })
    : refuse('not-ssh', `What answers at port ${hop.port} of ${hop.hostName} is no SSH server.`, {
        facts,
        detail: plainText(text, 200),
      });
}

export function loginDropped(hop: SshHop, detail = ''): ContractError {
  return refuse('login-dropped', `${hop.hostName} hung up before the login.`, {
    facts: { host: hop.hostName, port: hop.port },
    ...(detail === '' ? {} : { detail: plainText(detail) }),
  });
}

/**
 * Waits for the other side to say that it speaks SSH, and puts its words back for the one who
 * reads on. Throws `not-ssh`, `login-dropped`, `cancelled`.
 */
export async function awaitBanner(
  socket: Duplex,
  hop: SshHop,
  { log, signal }: DialTools,
): Promise<void> {
  const step = log.begin('banner');
  const seen: Buffer[] = [];
  const text = () => Buffer.concat(seen).toString('latin1');
  const silent = (): void => undefined;
  socket.on('error', silent);
  try {
    await within(readGreeting(socket, seen), {
      limitMs: bannerLimitMs,
      signal,
      late: () => notSsh(hop, text()),
    });
    const said = greeting.exec(text())?.groups;
    if (said === undefined) {
      const hungUp = socket.readableEnded || socket.destroyed;
      throw hungUp && (text() === '' || tooMany.test(text()))
        ? loginDropped(hop, text())
        : notSsh(hop, text());
    }
    if (said.protocol !== '2.0' && said.protocol !== '1.99') throw notSsh(hop, text());
    socket.unshift(Buffer.concat(seen));
    step.ok(plainText(said.software ?? '', 100));
  } catch (error) {
    socket.destroy();
    throw step.failed(signal.aborted ? cancelled() : error);
  } finally {
    socket.removeListener('error', silent);
    if (socket.destroyed) socket.on('error', silent);
  }
}
