import { installEngine } from '../backend/install-engine.ts';
import { ContractError } from '../contract/errors.ts';
import { UsageError } from './arguments.ts';

/**
 * Installs an engine on this machine and tells each step on stderr. Throws `UsageError` where that
 * cannot be done, with the commands for a person to run. Ctrl-C stops it.
 */
export async function installOnThisMachine(stateFolder: string): Promise<void> {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  process.once('SIGTERM', () => abort.abort());
  try {
    await installEngine({
      stateFolder,
      signal: abort.signal,
      report: (line) => void process.stderr.write(`${line}\n`),
    });
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const { message, detail } = error.problem;
    throw new UsageError(detail ? `${message}\n${detail}` : message);
  }
}
