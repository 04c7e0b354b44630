/** A host reached by ssh2: through other hosts where need be, one login each, then the ladder. */
import type { Duplex } from 'node:stream';
import type { Problem } from '../../contract/errors.ts';
import type { Reach, ReachOptions } from '../reached.ts';
import { createStageLog, type StageLog } from '../stages.ts';
import { type KeptAnswers, keepAnswers } from './answers-kept.ts';
import { awaitBanner } from './banner.ts';
import type { Connection } from './connection.ts';
import { dialTcp } from './dial.ts';
import { type Judge, partyOf, type SshHop } from './hop.ts';
import { createHostLogin } from './host-login.ts';
import { hurryServer } from './hurry-server.ts';
import { takeWay } from './ladder.ts';
import { logIn } from './login.ts';
import { OpenRefused } from './open-refused.ts';
import { createSessions, type Sessions } from './sessions.ts';
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

async function logInFrom(
  last: Connection | undefined,
  hop: SshHop,
  going: Going,
): Promise<Connection> {
  const socket = last === undefined ? await dialTcp(hop, going) : await onwards(last, hop, going);
  await awaitBanner(socket, hop, going);
  return logIn(hop, socket, going);
}

async function logInThrough(reach: SshReach, going: Going, passed: Connection[]): Promise<void> {
  for (const hop of [...(reach.through ?? []), reach.host]) {
    if (going.signal.aborted) throw cancelled();
    passed.push(await logInFrom(passed.at(-1), hop, going));
  }
}

interface Again {
  readonly from: Connection | undefined;
  readonly kept: KeptAnswers;
  readonly signal: AbortSignal;
}

/** Once more to the same host, with the same key and the same answers; nobody is asked. */
function logInAgain(host: RememberingHop, { from, kept, signal }: Again): Promise<Connection> {
  const report = (): void => undefined;
  const going = { ask: kept.again, report, signal, log: createStageLog(report) };
  return logInFrom(from, { ...host.hop, judge: host.sameKey }, going);
}

interface RememberingHop {
  readonly hop: SshHop;
  readonly sameKey: Judge;
}

/** Another key than before is no question for a second connection. */
function remembering(hop: SshHop): RememberingHop {
  let accepted: Buffer | undefined;
  return {
    hop: {
      ...hop,
      async judge(key, signal) {
        const verdict = await hop.judge(key, signal);
        if (verdict === 'accept') accepted = key;
        return verdict;
      },
    },
    sameKey: async (key) =>
      accepted?.equals(key) === true
        ? 'accept'
        : { code: 'host-key-changed', message: 'The host shows another key than before.' },
  };
}

/** Resolves with the first of them that is cut. */
function firstLost(connections: readonly Connection[]): Promise<Problem> {
  return Promise.race(connections.map((connection) => connection.lost));
}

/**
 * The way to the engine of a host over SSH. One login for each host, and nothing that a server has
 * refused is tried again. Where every connection to the engine is a session of the login, there is a
 * second one as soon as the first has no session left.
 */
export function reachSsh(reach: SshReach): Reach {
  return async (options) => {
    const kept = keepAnswers(options.ask);
    const going: Going = { ...options, ask: kept.ask, log: createStageLog(options.report) };
    const host = remembering(reach.host);
    const passed: Connection[] = [];
    const closed = new AbortController();
    let sessions: Sessions | undefined;
    const close = (): void => {
      options.signal.removeEventListener('abort', close);
      kept.forget();
      closed.abort();
      sessions?.close();
      for (const connection of [...passed].reverse()) connection.close();
    };
    try {
      options.signal.addEventListener('abort', close);
      await logInThrough({ ...reach, host: host.hop }, going, passed);
      const connection = passed.at(-1);
      if (connection === undefined) throw cancelled();
      sessions = createSessions(connection);
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
      if (way.transport === 'ssh-exec' && kept.allHoldAgain()) {
        const again = { from: passed.at(-2), kept, signal: closed.signal };
        sessions.spread(() => logInAgain(host, again));
      }
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
