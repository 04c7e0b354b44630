/** A host reached by ssh2: through other hosts where need be, one login each, then the ladder. */
import type { Duplex } from 'node:stream';
import type { Problem } from '../../contract/errors.ts';
import type { Reach, ReachOptions } from '../reached.ts';
import { createStageLog, type StageLog } from '../stages.ts';
import { awaitBanner } from './banner.ts';
import { type Connection, OpenRefused } from './connection.ts';
import { dialTcp } from './dial.ts';
import { partyOf, type SshHop } from './hop.ts';
import { createHostLogin } from './host-login.ts';
import { hurryServer } from './hurry-server.ts';
import { takeWay } from './ladder.ts';
import { logIn } from './login.ts';
import { createSessions } from './sessions.ts';
import { hopProblem } from './socket-errors.ts';
import { cancelled } from './within.ts';

export interface SshReach {
  readonly host: SshHop;
  /** The hosts on the way, the nearest first. */
  readonly through?: readonly SshHop[];
  /** The engine's socket on the host; the usual places without it. */
  readonly socketPath?: string;
}

interface Going extends ReachOptions {
  readonly log: StageLog;
}

/** A connection to the next host, as seen from the last one. */
async function onwards(from: Connection, hop: SshHop, { log }: Going): Promise<Duplex> {
  const where = { host: hop.hostName, port: hop.port };
  const step = log.begin('tcp', `${hop.hostName}:${hop.port}`);
  try {
    const socket = await from.openTcp(where);
    step.ok();
    return socket;
  } catch (error) {
    throw step.failed(error instanceof OpenRefused ? hopProblem(error.message, where) : error);
  }
}

async function logInThrough(reach: SshReach, going: Going, passed: Connection[]): Promise<void> {
  for (const hop of [...(reach.through ?? []), reach.host]) {
    if (going.signal.aborted) throw cancelled();
    const last = passed.at(-1);
    const socket = last === undefined ? await dialTcp(hop, going) : await onwards(last, hop, going);
    await awaitBanner(socket, hop, going);
    passed.push(await logIn(hop, socket, going));
  }
}

/** Resolves with the first of them that is cut. */
function firstLost(connections: readonly Connection[]): Promise<Problem> {
  return Promise.race(connections.map((connection) => connection.lost));
}

/**
 * The way to the engine of a host over SSH. One login for each host; it is never dialled a second
 * time, and nothing that a server has refused is tried again.
 */
export function reachSsh(reach: SshReach): Reach {
  return async (options) => {
    const going: Going = { ...options, log: createStageLog(options.report) };
    const passed: Connection[] = [];
    const close = (): void => {
      options.signal.removeEventListener('abort', close);
      for (const connection of [...passed].reverse()) connection.close();
    };
    try {
      options.signal.addEventListener('abort', close);
      await logInThrough(reach, going, passed);
      const connection = passed.at(-1);
      if (connection === undefined) throw cancelled();
      const sessions = createSessions();
      const { open, way } = await takeWay({
        connection,
        sessions,
        path: reach.socketPath,
        user: reach.host.user,
        ask: options.ask,
        party: partyOf(reach.host),
        log: going.log,
        signal: options.signal,
      });
      options.signal.removeEventListener('abort', close); // it was for the attempt
      // The other ways have started a program; nobody waits for this one.
      const isForwarded = way.transport === 'ssh-forward';
      if (isForwarded) void hurryServer(connection, sessions);
      return {
        target: { kind: 'channel', open, lasting: isForwarded },
        way: { ...way, through: (reach.through ?? []).map((hop) => partyOf(hop).address) },
        login: createHostLogin(connection, sessions),
        lost: firstLost(passed),
        close,
      };
    } catch (error) {
      close();
      throw options.signal.aborted ? cancelled() : error;
    }
  };
}
