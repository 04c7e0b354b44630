/** A login that stands: what can be opened through it, and how it ends. */

import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientChannel } from 'ssh2';
import { ContractError, type Problem } from '../../contract/errors.ts';
import { hostGone } from './host-gone.ts';
import { asSocket } from './open-channel.ts';
import { OpenRefused } from './open-refused.ts';
import { plainText } from './plain-text.ts';
import { within } from './within.ts';

/** The host connects to its own socket, or starts a program; a small one swaps. */
const openLimitMs = 30_000;
/** It connects to another machine, as we do ourselves. */
const dialLimitMs = 15_000;
/** After a goodbye; a dead link would keep the socket for minutes. */
const goodbyeMs = 500;

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A session, as a stream that is destroyed with the connection, and as the channel that it is. */
export interface Program {
  readonly duplex: Duplex;
  readonly channel: ClientChannel;
  /** Of its connection. */
  readonly lost: Promise<Problem>;
}

export interface Connection {
  /** Throws `OpenRefused`, `host-gone`. */
  openSocket(path: string): Promise<Duplex>;
  openTcp(address: { readonly host: string; readonly port: number }): Promise<Duplex>;
  exec(command: string): Promise<Program>;
  shell(size: Size): Promise<Program>;
  readonly lost: Promise<Problem>;
  close(): void;
}

type OnOpen = (error: Error | undefined, channel: ClientChannel) => void;

/**
 * Dropbear closes the channels whose programs it was asked for while another program ends, without
 * having started them. ssh2 tells that as it tells a refusal, which costs these pauses then.
 */
const unansweredPausesMs = [20, 60, 150];
const isUnanswered = (error: unknown): boolean =>
  error instanceof OpenRefused && /^Unable to (exec|open shell)$/.test(error.message);

function openError(error: Error): Error {
  const { reason } = error as { reason?: unknown };
  const said = plainText(error.message.replace(/^\(SSH\) Channel open failure: /, ''));
  return new OpenRefused(typeof reason === 'number' ? reason : 0, said);
}

/** The client has logged in and its events are heard from now on. */
export function createConnection(client: Client, link: Duplex): Connection {
  const open = new Set<Duplex>();
  const { promise: lost, resolve: tellLost } = Promise.withResolvers<Problem>();
  let gone: Problem | undefined;
  let closedByUs = false;

  const lose = (problem: Problem): void => {
    if (gone !== undefined) return;
    gone = problem;
    // Before ssh2 ends the channels: an end would look as if the engine had said all it had to say.
    for (const duplex of open) duplex.destroy(new ContractError(problem));
    client.destroy();
    if (!closedByUs) tellLost(problem);
  };
  client.on('error', (error: Error & { level?: string }) => {
    if (error.level === 'agent') return;
    lose(hostGone(error.level === 'client-timeout' ? 'no sign of life' : error.message));
  });
  client.on('end', () => lose(hostGone('closed by the host')));
  client.on('close', () => lose(hostGone()));

  function openChannel(
    start: (done: OnOpen) => void,
    limitMs = openLimitMs,
  ): Promise<ClientChannel> {
    if (gone !== undefined) return Promise.reject(new ContractError(gone));
    let late = false;
    const opened = new Promise<ClientChannel>((resolve, reject) => {
      const done: OnOpen = (error, channel) => {
        if (gone !== undefined) reject(new ContractError(gone));
        else if (error !== undefined) reject(openError(error));
        else if (late) channel.destroy();
        else resolve(channel);
      };
      try {
        start(done);
      } catch {
        reject(new ContractError(gone ?? hostGone())); // ssh2 throws when its socket is gone
      }
    });
    return within(opened, {
      limitMs,
      late: () => {
        late = true;
        return new OpenRefused(0, 'no answer in time');
      },
    });
  }

  /** As `openChannel` for a program, which is asked for again where the server closed without an answer. */
  async function openProgram(start: (done: OnOpen) => void): Promise<ClientChannel> {
    for (const pauseMs of unansweredPausesMs) {
      try {
        return await openChannel(start);
      } catch (error) {
        if (!isUnanswered(error) || gone !== undefined) throw error;
        await sleep(pauseMs);
      }
    }
    return openChannel(start);
  }

  const kept = (channel: ClientChannel): Duplex => {
    const duplex = asSocket(channel, link);
    // Without a listener a cut that nobody awaits would end the process.
    duplex.on('error', () => undefined);
    open.add(duplex);
    duplex.once('close', () => open.delete(duplex));
    return duplex;
  };
  const program = async (start: (done: OnOpen) => void): Promise<Program> => {
    const channel = await openProgram(start);
    return { duplex: kept(channel), channel, lost };
  };

  return {
    openSocket: async (path) =>
      kept(await openChannel((done) => client.openssh_forwardOutStreamLocal(path, done))),
    openTcp: async ({ host, port }) =>
      kept(
        await openChannel(
          (done) => client.forwardOut('127.0.0.1', 0, host, port, done),
          dialLimitMs,
        ),
      ),
    exec: (command) => program((done) => client.exec(command, done)),
    shell: ({ columns, rows }) =>
      program((done) => client.shell({ term: 'xterm-256color', cols: columns, rows }, done)),
    lost,
    close() {
      closedByUs = true;
      client.end();
      setTimeout(() => lose(hostGone('closed by Longshore')), goodbyeMs).unref();
    },
  };
}
