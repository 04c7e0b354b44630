/** One login by ssh2 over a socket that has greeted: host key, methods, and what can go wrong. */
import type { Duplex } from 'node:stream';
import { type AnyAuthMethod, Client, type ServerHostKeyAlgorithm } from 'ssh2';
import { ContractError, type Problem, refuse, toProblem } from '../../contract/errors.ts';
import type { Asker } from '../asker.ts';
import type { StageLog, Step } from '../stages.ts';
import { type Auth, createAuth } from './auth.ts';
import { loginDropped } from './banner.ts';
import { type Connection, createConnection } from './connection.ts';
import { partyOf, type SshHop } from './hop.ts';
import { createLimit } from './limit.ts';
import { plainText } from './plain-text.ts';
import { cancelled } from './within.ts';

/** A server that is silent for so long has no one at work: the slowest Pi takes 5 s for a step. */
const silenceMs = 30_000;
/** A person is asked, not a file read. */
const askedAfterMs = 250;
/** The third of these without an answer, and the link counts as cut: within 30 s. */
const keepaliveMs = 10_000;
/** ssh2 gives up at the question after this many. */
const keepaliveTries = 2;

/** The order of ssh2, as a constant: what it offers without a list of ours. */
const hostKeyTypes: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
];

export interface LoginTools {
  readonly ask: Asker;
  readonly log: StageLog;
  readonly signal: AbortSignal;
}

/** Known ones first: a host known by its RSA key must not look changed because it has another, too. */
function orderedTypes(known: readonly string[] = []): ServerHostKeyAlgorithm[] {
  const first = known.flatMap((type) => hostKeyTypes.find((ours) => ours === type) ?? []);
  return [...new Set([...first, ...hostKeyTypes])];
}

type ClientError = Error & { level?: string; code?: string | number };

function problemOf(error: ClientError, hop: SshHop, auth: Auth): ContractError {
  if (/too many authentication failures/i.test(error.message)) return auth.refusal(error.message);
  if (/no matching/i.test(error.message)) {
    return refuse('not-supported', 'Longshore and the server have no method in common.', {
      detail: plainText(error.message),
      facts: { host: hop.hostName },
    });
  }
  return loginDropped(hop, error.message);
}

/**
 * Logs in. Throws `host-key-changed`, `-revoked`, `-declined` (whatever `judge` says),
 * `login-refused`, `login-dropped`, `passphrase-wrong`, `key-unusable`, `not-supported`,
 * `cancelled`. The socket is closed then.
 */
export function logIn(hop: SshHop, socket: Duplex, tools: LoginTools): Promise<Connection> {
  const { ask, log, signal } = tools;
  const { promise, resolve, reject } = Promise.withResolvers<Connection>();
  const client = new Client();
  const key: Step = log.begin('key');
  let phase: 'key' | 'login' | 'over' = 'key';
  let accepted: Buffer | undefined;
  let refused: Problem | undefined;

  /** Withdraws the questions that nobody needs an answer to any more. */
  const questions = new AbortController();
  const asking = AbortSignal.any([signal, questions.signal]);

  const over = (): void => {
    phase = 'over';
    questions.abort();
    limit.stop();
    signal.removeEventListener('abort', onAbort);
  };
  const fail = (error: unknown): void => {
    if (phase === 'over') return;
    const at = phase;
    over();
    const known = error instanceof ContractError ? error : new ContractError(toProblem(error));
    if (at === 'key') key.failed(known);
    else auth.ended(known.problem);
    client.destroy();
    socket.destroy();
    reject(known);
  };
  const onAbort = (): void => fail(cancelled());
  const limit = createLimit(silenceMs, () => fail(loginDropped(hop, 'no answer in time')));
  const auth = createAuth(hop, { ask, party: partyOf(hop), log, limit, signal: asking, fail });
  signal.addEventListener('abort', onAbort, { once: true });

  async function judgeKey(shown: Buffer): Promise<boolean> {
    // Keys are exchanged anew in a long connection: what was agreed to once holds, nothing else.
    if (accepted !== undefined) return accepted.equals(shown);
    const asked = setTimeout(() => key.waiting(), askedAfterMs);
    limit.pause();
    try {
      const verdict = await hop.judge(Buffer.from(shown), asking);
      if (verdict === 'accept') accepted = Buffer.from(shown);
      else refused = verdict;
      return verdict === 'accept';
    } finally {
      clearTimeout(asked);
      limit.resume();
    }
  }

  client
    .on('handshake', ({ serverHostKey }) => {
      if (phase !== 'key') return;
      key.ok(serverHostKey);
      phase = 'login';
    })
    .on('banner', (message) => {
      if (phase === 'login') auth.banner(message);
    })
    .on('ready', () => {
      if (phase !== 'login') return;
      over();
      auth.accepted();
      client.removeListener('error', onError);
      client.removeListener('end', onEnd);
      client.removeListener('close', onEnd);
      resolve(createConnection(client, socket));
    });
  const onError = (error: ClientError): void => {
    // Of an agent, or of our own: the next method is asked for at once.
    if (error.level === 'agent') return;
    if (refused !== undefined) fail(new ContractError(refused));
    else fail(problemOf(error, hop, auth));
  };
  const onEnd = (): void => fail(loginDropped(hop));
  client.on('error', onError);
  client.on('error', () => undefined); // what comes after a failure has no one to hear it
  client.on('end', onEnd);
  client.on('close', onEnd);
  client.on('change password', () => fail(auth.refusal('The server asks for a new password.')));

  client.connect({
    sock: socket,
    username: hop.user,
    readyTimeout: 0, // our own limit: it stands still while a person is asked
    keepaliveInterval: keepaliveMs,
    keepaliveCountMax: keepaliveTries,
    // The banner does not tell whether a server can forward sockets: its answer does.
    strictVendor: false,
    // Ciphers stay in ssh2's order: AES-GCM first, twice as fast as the next.
    algorithms: { serverHostKey: orderedTypes(hop.hostKeyTypes) },
    hostVerifier: (shown: Buffer, verify: (ok: boolean) => void): void => {
      judgeKey(shown).then(verify, fail);
    },
    authHandler: (left, partial, next) => {
      limit.touch();
      const said: readonly string[] | null = left;
      auth.next(said, partial).then((method: AnyAuthMethod) => {
        if (phase === 'login') next(method);
      }, fail);
    },
  });
  return promise;
}
