import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createBackend } from '../backend/create-backend.ts';
import { contract, contractVersion } from '../contract/index.ts';
import { stateFolder } from '../contract/state-folder.ts';
import { createWebSocketLink } from '../wire/links/web-socket.ts';
import { serve } from '../wire/serve.ts';
import { type ServerArguments, UsageError } from './arguments.ts';
import { installOnThisMachine } from './install.ts';
import { findInstance, type Lock, pageUrl, releaseLock, takeLock } from './instance-lock.ts';
import { answerInstance } from './instance-proof.ts';
import { openBrowser } from './open-browser.ts';
import { openPageFolder } from './page-folder.ts';
import { createSessions, newSecret } from './sessions.ts';
import { startServer, type WebServer, type WebServerOptions } from './start-server.ts';
import { createWebShellPort } from './web-shell-port.ts';

/** So that a bookmark and a forwarded port stay the same; any free port when it is taken. */
const usualPort = 7310;

declare const __LONGSHORE_VERSION__: string;

/**
 * Runs the web shell until a signal ends it, or hands over to the one that runs already. Installs an
 * engine and ends, when asked to.
 */
export async function run(options: ServerArguments): Promise<void> {
  const { platform, env } = process;
  const state = resolve(stateFolder({ platform, env, home: homedir() }));
  makeStateFolder(state);
  if (options.installEngine) return installOnThisMachine(state);
  const first = await findInstance(state);
  if (first) return ready(options, first);

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
  const server = await listen(options.port, {
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
    const other = await findInstance(state);
    if (!other)
      throw new UsageError(`Another start holds ${state} and does not answer; try again.`);
    return ready(options, other);
  }
  endOnSignals(end);
  await ready(options, {
    url: pageUrl(server.port, sessions.issueTicket()),
    pid: process.pid,
    port: server.port,
  });
}

function makeStateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(
      `The folder for Longshore's state cannot be made: ${folder} (${code}). LONGSHORE_HOME names another.`,
    );
  }
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

/** One line for a program, or a sentence for a person with what to do now. */
async function ready(
  options: ServerArguments,
  instance: {
    readonly url: string;
    readonly pid: number;
    readonly port: number;
  },
): Promise<void> {
  const { url, pid } = instance;
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ url, shell: 'web', pid })}\n`);
    if (options.open) await openBrowser(url);
    return;
  }
  const already =
    pid === process.pid ? 'Longshore is ready' : `Longshore runs already (process ${pid})`;
  const result = options.open ? await openBrowser(url) : undefined;
  if (result?.opened) {
    process.stdout.write(`${already} and was opened with ${result.by}.\n`);
    return;
  }
  const why = result ? `, by hand because ${result.by}` : '';
  process.stdout.write(`${already}. Open this address within a minute${why}:\n  ${url}\n`);
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
