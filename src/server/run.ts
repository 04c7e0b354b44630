import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { stateFolder } from '../contract/state-folder.ts';
import { type ServerArguments, UsageError } from './arguments.ts';
import { findInstance, pageUrl } from './instance-lock.ts';
import { openBrowser } from './open-browser.ts';

/**
 * Runs the web shell until a signal ends it, or hands over to the one that runs already. Installs an
 * engine and ends, when asked to.
 */
export async function run(options: ServerArguments): Promise<void> {
  const { platform, env } = process;
  const state = resolve(stateFolder({ platform, env, home: homedir() }));
  makeStateFolder(state);
  if (options.installEngine) {
    const { installOnThisMachine } = await import('./install.ts');
    return installOnThisMachine(state);
  }
  const first = await findInstance(state);
  if (first) return ready(options, first);
  // Only now: who hands over needs nothing of its half a megabyte.
  const { startWebShell } = await import('./web-shell.ts');
  const shell = await startWebShell(state, options.port);
  if (shell) {
    const { port } = shell;
    return ready(options, { url: pageUrl(port, shell.issueTicket()), pid: process.pid, port });
  }
  const other = await findInstance(state);
  if (!other) throw new UsageError(`Another start holds ${state} and does not answer; try again.`);
  return ready(options, other);
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
