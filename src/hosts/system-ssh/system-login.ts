import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ContractError, type Problem } from '../../contract/errors.ts';
import type { HostLogin, HostProcess } from '../reached.ts';
import { keepErrors } from '../ssh/keep-errors.ts';
import { OpenRefused } from '../ssh/open-refused.ts';
import { createSlots } from '../ssh/slots.ts';
import { hopProblem } from '../ssh/socket-errors.ts';
import { type ControlClient, type ControlWay, openByControl } from './control-client.ts';
import { openFailure } from './ssh-words.ts';
import { type Size, shellCommand, sizeCommand, takeTerminal } from './terminal-name.ts';

/** The end of the connection may be heard a little later than that of what ran on it. */
const lostLaterMs = 300;
/** The words of one process come beside the end of another. */
const wordsMs = 50;
/** What OpenSSH's own failures end with; a program may, too. */
const failedExitCode = 255;

/**
 * What the one login of OpenSSH can do besides the engine's API, by its control socket. `printed`:
 * the words of the login's own process; `lost` resolves when it has ended, by whatever.
 */
export function createSystemLogin(
  way: ControlWay,
  { printed, lost }: { readonly printed: () => string; readonly lost: Promise<Problem> },
): HostLogin {
  const slots = createSlots();
  const open = new Set<ControlClient>();
  let gone: Problem | undefined;
  void lost.then((problem) => {
    gone = problem;
    for (const { duplex } of open) duplex.destroy(new ContractError(problem));
  });

  async function channel(...input: [readonly string[], string?]): Promise<ControlClient> {
    if (gone !== undefined) throw new ContractError(gone);
    const [args, command] = input;
    const client = await openByControl(way, command === undefined ? { args } : { args, command });
    open.add(client);
    client.duplex.once('close', () => open.delete(client));
    return client;
  }
  const session = (args: readonly string[], command: string): Promise<ControlClient> =>
    slots.open(() => channel(args, command));

  function processOf(client: ControlClient): HostProcess {
    const ended = async (): ReturnType<typeof endOf> => {
      const end = await endOf(client);
      if (end.exitCode !== failedExitCode) return end;
      await Promise.race([lost, sleep(lostLaterMs)]);
      return gone === undefined ? end : { exitCode: null, signal: null };
    };
    return {
      channel: client.duplex,
      errors: keepErrors(client.errors),
      ended: ended(),
      resize: () => undefined,
    };
  }

  /** A window that is pulled to its size changes it many times: only the newest one counts. */
  function resizer(terminal: string): (size: Size) => void {
    let wanted: Size | undefined;
    let working = false;
    const work = async (): Promise<void> => {
      working = true;
      while (wanted !== undefined) {
        const command = sizeCommand(terminal, wanted);
        wanted = undefined;
        // Without a session to spare the size stays as it was, until the next one.
        await session(['-T'], command).then(overOf, () => undefined);
      }
      working = false;
    };
    return (size) => {
      wanted = size;
      if (!working) void work();
    };
  }

  return {
    async shell(size) {
      const mark = randomBytes(12).toString('hex');
      const client = await session(['-tt'], shellCommand(mark, size));
      const shell = processOf(client);
      const terminal = await takeTerminal(client.duplex, mark);
      return terminal === undefined ? shell : { ...shell, resize: resizer(terminal) };
    },
    async run(command, signal) {
      signal?.throwIfAborted();
      const client = await session(['-T'], command);
      const stop = (): void => {
        client.duplex.destroy();
      };
      signal?.addEventListener('abort', stop, { once: true });
      client.duplex.once('close', () => signal?.removeEventListener('abort', stop));
      if (signal?.aborted === true) stop();
      return processOf(client);
    },
    async dial(address) {
      try {
        const client = await channel(['-W', destination(address)]);
        keepErrors(client.errors);
        return client.duplex;
      } catch (error) {
        if (!(error instanceof OpenRefused)) throw error;
        // The first ssh says why, the second only that.
        await sleep(wordsMs);
        throw hopProblem(openFailure(printed()) || error.message, address);
      }
    },
    sessions: slots.counts,
    onSessions: slots.onChange,
  };
}

const destination = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** What ended by our own hand has no exit code. */
async function endOf({ ended, duplex }: ControlClient) {
  const end = await ended;
  return duplex.destroyed && !duplex.readableEnded ? { exitCode: null, signal: null } : end;
}

async function overOf(client: ControlClient): Promise<void> {
  keepErrors(client.errors);
  client.duplex.end();
  client.duplex.resume();
  await client.ended;
}
