/** A link to a stand-in host with delay, jitter, loss and a rate. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { withLock } from '../bed/lock.ts';
import { freeSubnet } from '../bed/network.ts';
import { bedId } from '../bed/paths.ts';
import { run } from '../bed/run.ts';
import type { Host } from './hosts.ts';

/** Of each direction: a round trip takes twice the delay. */
export interface Weather {
  readonly delayMs: number;
  /** Up to so much more or less. */
  readonly jitterMs: number;
  readonly lossPercent: number;
  /** 0 is no limit. */
  readonly rateKbit: number;
}

export interface Wan {
  /** The host at the far end of this link. */
  readonly address: string;
  /** From now on; what is left out stays as it is. */
  set(change: Partial<Weather>): void;
  /** Everything is lost, and no interface goes down: nobody is told, as in the middle of a long way. */
  cut(): void;
  restore(): void;
  /** How long a TCP question and its refusal take, kernel to kernel. */
  roundTripMs(): Promise<number>;
  close(): Promise<void>;
}

const startLimitMs = 10_000;
/** Longer than any delay that a test wants, twice. */
const roundTripLimitMs = 10_000;
/** tcpmux: nobody listens there, and the kernel itself says so. */
const deadPort = 1;
const fair: Weather = { delayMs: 0, jitterMs: 0, lossPercent: 0, rateKbit: 0 };

async function untilReady(child: ChildProcess): Promise<void> {
  const { stdout } = child;
  if (stdout === null) throw new Error('wan.py has no output');
  const said = createInterface({ input: stdout });
  const ended = new AbortController();
  child.once('error', (error) => ended.abort(error));
  child.once('exit', (code) => ended.abort(new Error(`wan.py ended with ${code}`)));
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(startLimitMs)]);
  try {
    await once(said, 'line', { signal });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    said.close();
  }
}

interface Link {
  readonly child: ChildProcess;
  readonly address: string;
}

/** The program, the end here and the one in the host's namespace, each with an address. */
async function layOut(netns: string): Promise<Link> {
  const n = await freeSubnet();
  const [near, far] = [`lwn${bedId()}-${n}`, `lwf${bedId()}-${n}`]; // at most 15 characters
  const [here, there] = [`10.90.${n}.1`, `10.90.${n}.2`];
  const child = spawn('python3', [join(import.meta.dirname, 'wan.py'), near, far], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => undefined); // it has ended: who uses the link finds out
  try {
    await untilReady(child);
    await run('ip', ['link', 'set', far, 'netns', netns]);
    await run('ip', ['addr', 'add', `${here}/24`, 'dev', near]);
    await run('ip', ['link', 'set', near, 'up']);
    await run('ip', ['-n', netns, 'addr', 'add', `${there}/24`, 'dev', far]);
    await run('ip', ['-n', netns, 'link', 'set', far, 'up']);
    return { child, address: there };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
}

async function refusedAfterMs(address: string): Promise<number> {
  const from = performance.now();
  const socket = connect({ host: address, port: deadPort });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(roundTripLimitMs) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
    return performance.now() - from;
  } finally {
    socket.destroy();
  }
  throw new Error(`somebody listens at port ${deadPort} of ${address}`);
}

/**
 * A second way to the host, beside its cable. A test closes it; a test that is killed takes it along,
 * because the program behind it ends with its input.
 */
export async function startWan(host: Host, wish: Partial<Weather> = {}): Promise<Wan> {
  let weather: Weather = { ...fair, ...wish };
  const { child, address } = await withLock('network', () => layOut(host.netns));
  const tell = (now: Weather): void => {
    const { delayMs, jitterMs, lossPercent, rateKbit } = now;
    child.stdin?.write(`${delayMs} ${jitterMs} ${lossPercent} ${rateKbit}\n`);
  };
  tell(weather);
  return {
    address,
    set(change) {
      weather = { ...weather, ...change };
      tell(weather);
    },
    cut: () => tell({ ...weather, lossPercent: 100 }),
    restore: () => tell(weather),
    roundTripMs: () => refusedAfterMs(address),
    close: () => stop(child),
  };
}
