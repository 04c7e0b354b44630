import { readFile } from 'node:fs/promises';
import { refuse } from '../../contract/errors.ts';
import { answers, answersWithin } from './answers.ts';
import { installPlan, type Place, thisPlace } from './install-plan.ts';
import { rootPrefix } from './rights.ts';
import { type Run, run } from './run.ts';
import { lastLines, startDockerd } from './start-dockerd.ts';

export interface Installation {
  /** Told each line of what is done. */
  readonly report: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** Absolute; holds the log of a `dockerd` that is started by hand. */
  readonly stateFolder: string;
  /** For tests: where things are instead of their usual places. */
  readonly place?: Place;
  readonly socketPath?: string;
  readonly initNameFile?: string;
  readonly startLimitMs?: number;
}

/** A package archive on a slow line. */
const aptLimitMs = 30 * 60_000;
const serviceLimitMs = 2 * 60_000;
/** A small machine needs half a minute for its first start. */
const startLimitMs = 60_000;

/**
 * Debian and Ubuntu: installs the distribution's `docker.io` and starts it, by systemd where that is process 1, else
 * by hand. Does nothing when an engine answers already. Throws `not-supported` with the commands elsewhere.
 */
export async function installEngine(installation: Installation): Promise<void> {
  const { report, signal, stateFolder } = installation;
  const place = installation.place ?? thisPlace();
  const socketPath = installation.socketPath ?? '/var/run/docker.sock';
  if (await answers(socketPath, 5_000)) {
    report(`An engine answers already at ${socketPath}: nothing to do.`);
    return;
  }
  const plan = await installPlan(place);
  const prefix = await rootPrefix(place);
  if (!plan.automatic || prefix === null) throw cannot(plan);
  const env = { ...place.env, DEBIAN_FRONTEND: 'noninteractive' };
  const doing: Run = { report, signal, env, timeoutMs: aptLimitMs };
  await installPackage(prefix, doing);
  if (await isSystemd(installation.initNameFile ?? '/proc/1/comm')) {
    await must(prefix, ['systemctl', 'enable', '--now', 'docker'], {
      ...doing,
      timeoutMs: serviceLimitMs,
    });
    report('Started by systemd.');
  } else {
    const log = await startDockerd({ prefix, stateFolder, env });
    report(`Started dockerd by hand; its log is ${log}.`);
  }
  const limitMs = installation.startLimitMs ?? startLimitMs;
  if (await answersWithin(socketPath, { limitMs, signal })) {
    report(`The engine answers at ${socketPath}.`);
    return;
  }
  if (signal?.aborted) throw refuse('cancelled', 'Stopped before it was done.');
  const detail = await lastLines(`${stateFolder}/logs/dockerd.log`, 5);
  throw refuse('engine-timeout', 'The engine was installed and does not answer.', { detail });
}

async function installPackage(prefix: readonly string[], doing: Run): Promise<void> {
  const quiet = { ...doing, report: () => {}, timeoutMs: serviceLimitMs };
  if ((await run(['dpkg', '-s', 'docker.io'], quiet).catch(() => 1)) === 0) {
    doing.report('The package docker.io is installed already.');
    return;
  }
  await must(prefix, ['apt-get', 'update'], doing);
  await must(prefix, ['apt-get', 'install', '-y', '--no-install-recommends', 'docker.io'], doing);
}

/** Throws `engine-error` with the last line when the program fails. */
async function must(
  prefix: readonly string[],
  words: readonly string[],
  doing: Run,
): Promise<void> {
  let last = '';
  const report = (line: string) => {
    if (line.trim() !== '') last = line;
    doing.report(line);
  };
  doing.report(`$ ${words.join(' ')}`);
  const code = await run([...prefix, ...words], { ...doing, report });
  if (code === 0) return;
  throw refuse('engine-error', `${words.slice(0, 2).join(' ')} failed with exit code ${code}.`, {
    detail: last,
  });
}

async function isSystemd(file: string): Promise<boolean> {
  return (await readFile(file, 'utf8').catch(() => '')).trim() === 'systemd';
}

function cannot(plan: Awaited<ReturnType<typeof installPlan>>): Error {
  const here = plan.commands.filter(({ here: fits }) => fits);
  const lines = (here.length > 0 ? here : plan.commands).map(
    ({ system, lines: some }) => `${system}: ${some.join(' && ')}`,
  );
  const why = {
    none: '',
    'no-rights': 'This user is neither root nor may use sudo without a password.',
    'not-debian': `Longshore installs an engine on Debian and Ubuntu only; this is ${plan.system}.`,
    'not-linux': `Longshore installs an engine on Debian and Ubuntu only; this is ${plan.system}.`,
  };
  return refuse('not-supported', why[plan.reason], { detail: lines.join('\n') });
}
