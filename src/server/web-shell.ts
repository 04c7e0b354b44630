import { join } from 'node:path';
import { createBackend } from '../backend/create-backend.ts';
import { contract, contractVersion } from '../contract/index.ts';
import { createWebSocketLink } from '../wire/links/web-socket.ts';
import { serve } from '../wire/serve.ts';
import { UsageError } from './arguments.ts';
import { type Lock, releaseLock, takeLock } from './instance-lock.ts';
import { answerInstance } from './instance-proof.ts';
import { openPageFolder } from './page-folder.ts';
import { createSessions, newSecret } from './sessions.ts';
import { startServer, type WebServer, type WebServerOptions } from './start-server.ts';
import { createWebShellPort } from './web-shell-port.ts';

/** So that a bookmark and a forwarded port stay the same; any free port when it is taken. */
const usualPort = 7310;

declare const __LONGSHORE_VERSION__: string;

export interface WebShell {
  readonly port: number;
  /** For one page, once. */
  issueTicket(): string;
}

/**
 * Serves the page and the backend until a signal ends the process. Undefined when meanwhile another
 * start has taken the state folder. Throws `UsageError` for a port that cannot be had.
 */
export async function startWebShell(
  state: string,
  port: number | undefined,
): Promise<WebShell | undefined> {
  const { platform, env } = process;
  const sessions = createSessions();
  const secret = newSecret();
  const shellPort = createWebShellPort();
  const backend = createBackend({
    stateFolder: state,
    shell: shellPort.port,
    version: __LONGSHORE_VERSION__,
    platform,
    env,
    log,
    shellKind: 'web',
  });
  const endBackend = async () => {
    await backend.close();
    shellPort.close();
  };
  const server = await listen(port, {
    sessions,
    page: openPageFolder(join(import.meta.dirname, '../renderer')),
    takeDownload: (ticket) => backend.files.take(ticket),
    answerInstance: (body) =>
      answerInstance(secret, body, () => ({ ticket: sessions.issueTicket(), pid: process.pid })),
    attach: (socket) => {
      serve(contract, backend.handlers, createWebSocketLink(socket), {
        version: contractVersion,
        onInternalError: (error, operation) => log(`${operation}: ${describe(error)}`),
      });
    },
    log,
  }).catch(async (error: unknown) => {
    await endBackend();
    throw error;
  });
  const lock: Lock = { pid: process.pid, port: server.port, secret };
  const end = async () => {
    releaseLock(state, lock);
    await server.close();
    await endBackend();
  };
  if (!(await takeLock(state, lock))) {
    await end();
    return undefined;
  }
  endOnSignals(end);
  return { port: server.port, issueTicket: () => sessions.issueTicket() };
}

async function listen(
  port: number | undefined,
  rest: Omit<WebServerOptions, 'port'>,
): Promise<WebServer> {
  try {
    return await startServer({ ...rest, port: port ?? usualPort });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    if (port === undefined) return startServer({ ...rest, port: 0 });
    throw new UsageError(
      code === 'EACCES'
        ? `Port ${port} is reserved for the system. Choose one above 1023.`
        : `Port ${port} is taken by another program. Choose another, or none: --port 0 finds a free one.`,
    );
  }
}

/** A terminal and npm both pass one Ctrl-C on: within this time it is the same one. */
const sameSignalMs = 1_000;

/** Ends cleanly on the first signal, at once on the second. */
function endOnSignals(end: () => Promise<void>): void {
  let endingSinceMs: number | undefined;
  const stop = () => {
    if (endingSinceMs !== undefined) {
      if (Date.now() - endingSinceMs > sameSignalMs) process.exit(1);
      return;
    }
    endingSinceMs = Date.now();
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        log(`the end failed: ${describe(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
