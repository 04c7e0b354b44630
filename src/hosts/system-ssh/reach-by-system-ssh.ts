/** A host reached by the system's ssh: certificates, hardware keys, a ProxyCommand. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WayReason } from '../../contract/connecting.ts';
import { ContractError, type Problem, refuse } from '../../contract/errors.ts';
import type { Surroundings } from '../found-host.ts';
import type { Reach, Reached, ReachOptions } from '../reached.ts';
import type { SshOptions } from '../ssh/config/ssh-options.ts';
import { partyOf } from '../ssh/hop.ts';
import { hostGone } from '../ssh/host-gone.ts';
import type { KeyJudge } from '../ssh/key-judge.ts';
import { createLimit } from '../ssh/limit.ts';
import type { SshAddress } from '../ssh/parse-address.ts';
import { noAnswer } from '../ssh/socket-errors.ts';
import { cancelled } from '../ssh/within.ts';
import { createStageLog } from '../stages.ts';
import { createControl } from './control.ts';
import type { ControlWay } from './control-client.ts';
import { findEngine, openSocket } from './engine-socket.ts';
import { startHelpers } from './helper.ts';
import { createHostKeys } from './host-keys.ts';
import { makePrivateFolder } from './private-folder.ts';
import { createSecrets } from './secrets.ts';
import { SshEnded } from './ssh-ended.ts';
import { canForward, type Forward, ownConfig, sshArguments } from './ssh-options.ts';
import { type SshProcess, startSsh } from './ssh-process.ts';
import { bannerIn, lastWords } from './ssh-words.ts';
import { createSteps, type Steps } from './steps.ts';
import { createSystemLogin } from './system-login.ts';

export interface SystemWay {
  readonly around: Surroundings;
  readonly keys: KeyJudge;
  readonly stateFolder: string;
  readonly address: SshAddress;
  readonly identityFile?: string | undefined;
  /** The last is the host that is asked for; the others are passed through. */
  readonly route: readonly SshOptions[];
  readonly reason: WayReason;
}

const usualSocket = '/var/run/docker.sock';
/** Nobody is asked and OpenSSH does nothing: its own limits have failed. */
const silenceMs = 60_000;
const lookEveryMs = 30;
/** As long as a person is given for any question. */
const personLimitMs = 10 * 60_000;

/**
 * One login by OpenSSH, with its own configuration, that forwards the engine's socket to one in a
 * private folder. Throws what a login throws; `ssh-missing`; `not-supported` on Windows.
 */
export function reachBySystemSsh(way: SystemWay): Reach {
  return async (options) => {
    const steps = createSteps(createStageLog(options.report), way.route);
    try {
      return await go(way, options, steps);
    } catch (error) {
      throw steps.failed(options.signal.aborted ? cancelled() : error);
    }
  };
}

async function go(way: SystemWay, options: ReachOptions, steps: Steps): Promise<Reached> {
  const { around, route, address } = way;
  const host = route.at(-1);
  if (host === undefined) throw cancelled();
  if (around.platform === 'win32') {
    throw refuse('not-supported', 'The ssh of Windows cannot be used yet.');
  }
  const remote = address.socketPath ?? usualSocket;
  if (!canForward(remote)) {
    throw refuse('not-supported', 'OpenSSH cannot forward a socket with this name.', {
      facts: { path: remote },
    });
  }
  const folder = await makePrivateFolder(way.stateFolder);
  let sockets = 0;
  const nextLocal = (): string => {
    sockets += 1;
    return join(folder.path, `${sockets}.sock`);
  };
  const first = { remote, local: nextLocal() };
  // A person, or the end of the attempt, withdraws what is still asked.
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const limit = createLimit(silenceMs, () =>
    stop.abort(noAnswer({ ...host, host: host.hostName })),
  );
  const asking = async <T>(question: Promise<T>): Promise<T> => {
    limit.pause();
    try {
      return await steps.whileAsked(question);
    } finally {
      limit.resume();
    }
  };
  const keys = createHostKeys({
    hops: route.map((hop) => ({
      options: hop,
      judge: way.keys.judgeFor(hop, { ask: options.ask, party: partyOf(hop) }),
    })),
    known: way.keys.linesFor,
    onKey: (decision, type) => void asking(steps.key(decision, type)).catch(() => undefined),
  });
  let said = '';
  const secrets = createSecrets({
    ask: options.ask,
    route,
    party: partyOf(host),
    said: () => said,
    onStop: () => stop.abort(cancelled()),
  });
  const helpers = await startHelpers(folder.path, (question) =>
    question.kind === 'known-hosts'
      ? keys.linesFor(question.words, question.signal)
      : asking(secrets(question)),
  );
  let ssh: SshProcess | undefined;
  try {
    const [config, control] = [join(folder.path, 'config'), join(folder.path, 'control')];
    const own = { home: around.home, knownHosts: helpers.knownHosts, host };
    const identityFile = way.identityFile;
    await writeFile(config, ownConfig({ ...own, identityFile }), { mode: 0o600 });
    const askpass = { SSH_ASKPASS: helpers.askpass, SSH_ASKPASS_REQUIRE: 'force' };
    const env = { ...around.env, ...askpass };
    ssh = startSsh(sshArguments(address, { config, control, forward: first }), env);
    const startedAt = performance.now();
    const look = (printed: string): void => {
      const heard = bannerIn(printed);
      // It may tell a person what to do first, and wait for that.
      if (heard !== '' && performance.now() - startedAt < personLimitMs) limit.touch();
      if (heard === said) return;
      said = heard;
      steps.said(heard);
    };
    await loggedIn({ ssh, control, signal, look, refused: keys.refused });
    steps.loggedIn(ssh.printed());
    const taken = await findEngine({
      ...{ first, nextLocal, steps, signal, printed: ssh.printed },
      wanted: address.socketPath,
      user: host.user,
      control: createControl({ config, path: control, host: address.host, env, signal }),
    });
    const client = { config, path: control, host: address.host, env };
    return reachedBy(way, { ssh, taken, client, remove: folder.remove });
  } catch (error) {
    ssh?.close();
    await ssh?.ended;
    await folder.remove();
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    limit.stop();
    helpers.stop();
  }
}

interface Attempt {
  readonly ssh: SshProcess;
  readonly control: string;
  readonly signal: AbortSignal;
  /** Called again and again with what OpenSSH has printed. */
  readonly look: (printed: string) => void;
  readonly refused: () => Problem | undefined;
}

/** OpenSSH makes its sockets when it has logged in; this one last, and in one step. */
async function loggedIn({ ssh, control, signal, look, refused }: Attempt): Promise<void> {
  let code: number | null | undefined;
  void ssh.ended.then((ended) => {
    code = ended;
  });
  while (!existsSync(control)) {
    if (signal.aborted) throw cancelled();
    if (code !== undefined) {
      const problem = refused();
      throw problem === undefined ? new SshEnded(code, ssh.printed()) : new ContractError(problem);
    }
    look(ssh.printed());
    await sleep(lookEveryMs);
  }
}

interface Standing {
  readonly ssh: SshProcess;
  readonly taken: Forward;
  readonly client: ControlWay;
  readonly remove: () => Promise<void>;
}

function reachedBy(
  { route, reason }: SystemWay,
  { ssh, taken, client, remove }: Standing,
): Reached {
  const { promise: lost, resolve: tellLost } = Promise.withResolvers<Problem>();
  let closed = false;
  const over = ssh.ended.then(() => hostGone(closed ? '' : lastWords(ssh.printed())));
  void over.then(async (problem) => {
    if (!closed) tellLost(problem);
    await remove();
  });
  return {
    target: { kind: 'channel', open: () => openSocket(taken.local), lasting: true },
    way: {
      transport: 'system-ssh',
      reason,
      program: 'ssh',
      through: route.slice(0, -1).map((hop) => partyOf(hop).address),
    },
    login: createSystemLogin(client, { printed: ssh.printed, lost: over }),
    lost,
    close() {
      closed = true;
      ssh.close();
    },
  };
}
