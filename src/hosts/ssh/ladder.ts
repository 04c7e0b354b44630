/** After the login: the way to the engine's socket. The first that works is taken and named. */
import type { Duplex } from 'node:stream';
import type { Way } from '../../contract/connecting.ts';
import { ContractError, refuse } from '../../contract/errors.ts';
import type { ChannelUse } from '../../engine/docker/target.ts';
import type { Asker, Party } from '../asker.ts';
import type { StageLog, Step } from '../stages.ts';
import { OpenRefused } from './open-refused.ts';
import { pingThrough } from './ping-channel.ts';
import { type FoundSocket, type Probe, probeHost } from './probe.ts';
import { openRelay, type RelayCommand, type RelayHost } from './relay.ts';
import { commandLine, rungsFor } from './rungs.ts';
import {
  engineDown,
  forwardRefused,
  notASocket,
  saysEngineDown,
  socketAbsent,
  socketDenied,
} from './socket-problems.ts';
import { askSudo, sudoRefused, wantsPassword, withSudo } from './sudo.ts';

const usualSocket = '/var/run/docker.sock';

export interface LadderInput extends RelayHost {
  /** The address's own; without one the usual places are looked at. */
  readonly path: string | undefined;
  readonly user: string;
  readonly ask: Asker;
  readonly party: Party;
  readonly log: StageLog;
  readonly signal: AbortSignal;
}

export interface Taken {
  /** One connection to the engine. */
  readonly open: Open;
  readonly way: Pick<Way, 'transport' | 'reason' | 'program'>;
}

type Open = (use?: ChannelUse) => Promise<Duplex>;

/**
 * Takes the way. Throws `forwarding-forbidden`, `forwarding-unknown`, `host-socket-absent`,
 * `not-a-socket`, `host-socket-denied`, `sudo-refused`, `engine-refused`, `engine-timeout`,
 * `not-an-engine`, `sessions-exhausted`, `session-refused`, `host-gone`, `cancelled`.
 */
export async function takeWay(input: LadderInput): Promise<Taken> {
  const path = input.path ?? usualSocket;
  const step = input.log.begin('socket', path);
  let channel: Duplex;
  try {
    channel = await input.connection.openSocket(path);
  } catch (error) {
    if (!(error instanceof OpenRefused)) throw step.failed(error);
    return otherWays(input, { refused: error, first: path, step });
  }
  return forwarded(input, { path, step, channel });
}

interface Forwarded {
  readonly path: string;
  readonly step: Step;
  readonly channel: Duplex;
}

/** The socket opens: the shortest way. */
async function forwarded(input: LadderInput, { path, step, channel }: Forwarded): Promise<Taken> {
  step.ok(path);
  input.log.begin('rights').ok(); // who may not use it cannot open it
  const ping = input.log.begin('ping');
  try {
    if (!(await pingThrough(channel, input.signal))) {
      throw refuse('engine-refused', 'The engine hung up without an answer.');
    }
    ping.ok();
  } catch (error) {
    throw ping.failed(error);
  }
  const way = { transport: 'ssh-forward', reason: 'only-way' } as const;
  return { open: forwardOf(input, path), way };
}

/** A later failure has no probe of its own: the login stands, so it is the engine that went. */
function forwardOf({ connection }: LadderInput, path: string): Open {
  return async () => {
    try {
      return await connection.openSocket(path);
    } catch (error) {
      throw error instanceof OpenRefused ? engineDown(path, error.message) : error;
    }
  };
}

interface Refused {
  readonly refused: OpenRefused;
  readonly first: string;
  readonly step: Step;
}

async function otherWays(input: LadderInput, { refused, first, step }: Refused): Promise<Taken> {
  let probe: Probe | undefined;
  try {
    probe = await probeHost(input, input);
  } catch (error) {
    throw step.failed(error);
  }
  if (probe === undefined) throw step.failed(forwardRefused(refused, first));
  const socket = pickSocket(probe, first);
  if (socket.state === 'absent') throw step.failed(socketAbsent(socket.path));
  if (socket.state === 'other') throw step.failed(notASocket(socket.path));
  if (socket.state === 'denied') {
    step.ok(socket.path);
    return bySudo(input, probe, socket.path);
  }
  if (socket.path !== first) {
    // Another of the usual places: the server may forward that one.
    const channel = await input.connection.openSocket(socket.path).catch((error: unknown) => {
      if (error instanceof OpenRefused) return undefined;
      throw step.failed(error);
    });
    if (channel !== undefined) return forwarded(input, { path: socket.path, step, channel });
  }
  step.refused(forwardRefused(refused, socket.path).problem);
  return byRelay(input, { probe, socket, refused });
}

/** The best of what is there: one that may be used before one that may not, in the order of the probe. */
function pickSocket(probe: Probe, first: string): FoundSocket {
  for (const state of ['open', 'denied', 'other'] as const) {
    const found = probe.sockets.find((socket) => socket.state === state);
    if (found !== undefined) return found;
  }
  return { path: first, state: 'absent', listening: null };
}

interface RelayInput {
  readonly probe: Probe;
  readonly socket: FoundSocket;
  readonly refused: OpenRefused;
}

async function byRelay(input: LadderInput, { probe, socket, refused }: RelayInput): Promise<Taken> {
  const cause = forwardRefused(refused, socket.path);
  const reason =
    cause.code === 'forwarding-unknown' ? 'forwarding-unknown' : 'forwarding-forbidden';
  let down = '';
  for (const rung of rungsFor(probe, socket.path)) {
    const step = input.log.begin('socket', rung.program);
    const tried = await tryRung(input, { command: commandLine(rung.words) }).catch(
      (error: unknown) => {
        throw step.failed(error);
      },
    );
    if ('open' in tried) {
      step.ok();
      input.log.begin('rights').ok();
      input.log.begin('ping').ok();
      return {
        open: tried.open,
        way: { transport: 'ssh-exec', reason, program: rung.program },
      };
    }
    if (saysEngineDown(tried.complaint)) down = tried.complaint;
    step.refused(
      (down === '' ? withDetail(cause, tried.complaint) : engineDown(socket.path, down)).problem,
    );
    if (down !== '') break; // the next one would find the same
  }
  const problem = down !== '' || socket.listening === false ? engineDown(socket.path, down) : cause;
  throw input.log.begin('socket', socket.path).failed(problem);
}

function withDetail(cause: ContractError, detail: string): ContractError {
  return detail === '' ? cause : new ContractError({ ...cause.problem, detail });
}

async function bySudo(input: LadderInput, probe: Probe, path: string): Promise<Taken> {
  const denied = socketDenied(path, probe, input.user);
  const sudo = probe.tools.get('sudo');
  const [rung] = rungsFor(probe, path);
  const step = input.log.begin('rights', input.user);
  if (sudo === undefined || rung === undefined) throw step.failed(denied);
  step.refused(denied.problem);

  const quiet = `sudo -n ${rung.program}`;
  const first = input.log.begin('rights', quiet);
  try {
    const command = commandLine(withSudo(sudo, rung.words, true));
    const tried = await tryRung(input, { command });
    if ('open' in tried) {
      first.ok();
      return sudoTaken(input, tried.open, quiet);
    }
    if (saysEngineDown(tried.complaint)) throw engineDown(path, tried.complaint);
    if (!wantsPassword(tried.complaint)) throw sudoRefused(tried.complaint);
    first.refused();
  } catch (error) {
    throw first.failed(error);
  }

  const program = `sudo ${rung.program}`;
  const second = input.log.begin('rights', program);
  try {
    const password = await askSudo(input, { ...input, sudo, step: second });
    if (password === undefined) throw denied;
    const command = commandLine(withSudo(sudo, rung.words, false));
    const tried = await tryRung(input, { command, first: `${password}\n` });
    if ('complaint' in tried) {
      throw saysEngineDown(tried.complaint)
        ? engineDown(path, tried.complaint)
        : sudoRefused(tried.complaint);
    }
    second.ok();
    return sudoTaken(input, tried.open, program);
  } catch (error) {
    throw second.failed(error);
  }
}

function sudoTaken({ log }: LadderInput, open: Open, program: string): Taken {
  log.begin('ping').ok();
  return { open, way: { transport: 'ssh-exec', reason: 'no-rights', program } };
}

/** Whether an engine answers through the program; what it complains of when not. */
async function tryRung(
  input: LadderInput,
  command: Pick<RelayCommand, 'command' | 'first'>,
): Promise<{ open: Open } | { complaint: string }> {
  const relay = await openRelay(input, command);
  if (await pingThrough(relay.duplex, input.signal)) {
    return { open: async (use) => (await openRelay(input, { ...command, use })).duplex };
  }
  return { complaint: await relay.complaint() };
}
