import { lookup } from 'node:dns/promises';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import type { StageLog } from '../stages.ts';
import type { SshHop } from './hop.ts';
import { connectProblem, nameUnknown, noAnswer } from './socket-errors.ts';
import { cancelled, within } from './within.ts';

/** A resolver tries several servers, 5 s each. */
const nameLimitMs = 15_000;
/** A sleeping machine behind a slow link answers within a few seconds; the system would wait 2 min. */
const defaultConnectMs = 15_000;
/**
 * The system asks at 0, 1, 3 and 7 s, and not between: a link that is back after the third question
 * would wait for the fourth. A new call asks sooner.
 */
const againConnectMs = 4_000;
/** Node gives up an address after 250 ms when there is another: less than a slow link needs. */
const nextAddressMs = 3_000;

interface Address {
  readonly address: string;
  readonly family: number;
}

async function resolveName(hop: SshHop, { log, signal }: DialTools): Promise<readonly Address[]> {
  const step = log.begin('name', hop.hostName);
  try {
    const found = await within(lookup(hop.hostName, { all: true, family: hop.family ?? 0 }), {
      limitMs: nameLimitMs,
      signal,
      late: () => nameUnknown(hop.hostName, 'no answer from the name servers'),
    });
    step.ok(hop.hostName);
    return found;
  } catch (error) {
    if (signal.aborted) throw step.failed(cancelled());
    throw step.failed(connectProblem(error, { host: hop.hostName, port: hop.port }));
  }
}

export interface DialTools {
  readonly log: StageLog;
  readonly signal: AbortSignal;
  readonly again?: boolean;
}

/**
 * A TCP connection to the host's port. Throws `host-name-unknown`, `host-unreachable`,
 * `host-refused`, `cancelled`.
 */
export async function dialTcp(hop: SshHop, tools: DialTools): Promise<Socket> {
  const where = { host: hop.hostName, port: hop.port };
  const addresses = await resolveName(hop, tools);
  const step = tools.log.begin('tcp', `${hop.hostName}:${hop.port}`);
  // The addresses that were just found: no second question to the resolver.
  const known: LookupFunction = (_name, options, done) => {
    const [first] = addresses;
    if (options.all === true) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family ?? 4);
  };
  const socket = connect({
    host: hop.hostName,
    port: hop.port,
    autoSelectFamily: isIP(hop.hostName) === 0,
    autoSelectFamilyAttemptTimeout: nextAddressMs,
    lookup: known,
    noDelay: true,
  });
  try {
    const connected = new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    await within(connected, {
      limitMs: hop.connectTimeoutMs ?? (tools.again ? againConnectMs : defaultConnectMs),
      signal: tools.signal,
      late: () => noAnswer(where),
    });
    step.ok();
    return socket;
  } catch (error) {
    socket.on('error', () => undefined);
    socket.destroy();
    if (tools.signal.aborted) throw step.failed(cancelled());
    throw step.failed(
      error instanceof Error && 'problem' in error ? error : connectProblem(error, where),
    );
  }
}
