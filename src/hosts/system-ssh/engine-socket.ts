import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ContractError } from '../../contract/errors.ts';
import { hostGone } from '../ssh/host-gone.ts';
import { pingThrough } from '../ssh/ping-channel.ts';
import { type Probe, probeBy } from '../ssh/probe.ts';
import { engineDown, notASocket, socketAbsent, socketDenied } from '../ssh/socket-problems.ts';
import type { Control } from './control.ts';
import { canForward, type Forward } from './ssh-options.ts';
import { socketRefused } from './ssh-words.ts';
import type { Steps } from './steps.ts';

/** OpenSSH's words come beside the end of a connection. */
const wordsMs = 50;

export interface SocketInput {
  /** Forwarded by the login itself. */
  readonly first: Forward;
  /** Where another one's local end would be. */
  readonly nextLocal: () => string;
  /** The address names its socket: no other will do. */
  readonly wanted: string | undefined;
  readonly user: string;
  readonly control: Control;
  readonly printed: () => string;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

/**
 * The first socket behind which an engine answers. When the usual one does not open, one look at the
 * host through the same login says why, and what else there is. Throws what stands in the way.
 */
export async function findEngine(input: SocketInput): Promise<Forward> {
  const { first, wanted, steps } = input;
  const step = steps.begin('socket', first.remote);
  if (await answers(first, input)) return taken(first, steps);
  await sleep(wordsMs);
  const refused = socketRefused(input.printed(), first.remote);
  const probe = await probeBy((script) => input.control.shell(script), wanted);
  if (probe === undefined) throw refused;
  const others = probe.sockets.filter(
    ({ path, state }) => path !== first.remote && state === 'open' && canForward(path),
  );
  if (others.length === 0) throw whyNot(input, probe, refused);
  step.refused(refused.problem);
  for (const { path } of others) {
    const forward = { local: input.nextLocal(), remote: path };
    const next = steps.begin('socket', path);
    if ((await input.control.forward(forward)) && (await answers(forward, input))) {
      return taken(forward, steps);
    }
    next.refused();
  }
  steps.begin('socket', first.remote);
  throw whyNot(input, probe, refused);
}

function whyNot({ first, user, steps }: SocketInput, probe: Probe, refused: ContractError): Error {
  const { sockets } = probe;
  const found =
    sockets.find(({ path, state }) => path === first.remote && state !== 'absent') ??
    sockets.find(({ state }) => state !== 'absent');
  if (found === undefined) return socketAbsent(first.remote);
  if (found.state === 'other') return notASocket(found.path);
  if (found.state === 'denied') {
    steps.arrive('rights');
    return socketDenied(found.path, probe, user);
  }
  if (found.listening === false) return engineDown(found.path);
  return refused.code === 'host-socket-absent' ? forbidden(found.path, refused) : refused;
}

/** It is there and may be used, so it is the server that does not forward it. */
function forbidden(path: string, { problem }: ContractError): ContractError {
  return new ContractError({
    ...problem,
    code: 'forwarding-forbidden',
    message: 'The SSH server forbids to forward the socket.',
    facts: { path },
  });
}

async function answers({ local }: Forward, { signal }: SocketInput): Promise<boolean> {
  try {
    return await pingThrough(await openSocket(local), signal);
  } catch (error) {
    // OpenSSH closes what it could not forward, at times before the question is taken.
    if (error instanceof ContractError) throw error;
    return false;
  }
}

function taken(forward: Forward, steps: Steps): Forward {
  steps.arrive('rights'); // who may not use it cannot open it
  steps.arrive('ping');
  steps.end();
  return forward;
}

export function openSocket(path: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => {
      // Without a listener a cut that nobody awaits would end the process.
      socket.on('error', () => undefined);
      resolve(socket);
    });
    socket.once('error', () => reject(new ContractError(hostGone())));
  });
}
