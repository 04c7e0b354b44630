import { refuse } from '../../contract/errors.ts';
import type { TerminalId } from '../../contract/ids.ts';
import type { TerminalSize, TerminalTarget } from '../../contract/terminals.ts';
import { containerDetail } from '../../engine/containers/detail.ts';
import { endExec, execMarker } from '../../engine/containers/end-exec.ts';
import { openExec, resizeExec } from '../../engine/containers/exec.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { exitCodeOf, type OpenedExec, openBestShell } from './find-shell.ts';
import type { TerminalProcess } from './terminal-process.ts';

export interface ExecTerminal {
  readonly id: TerminalId;
  readonly target: Extract<TerminalTarget, { kind: 'exec' }>;
  readonly size: TerminalSize;
  /** Tried before the usual shells. Empty: none. */
  readonly preferredShell: string;
}

/** Starts a process with a TTY in a running container. Throws `not-running`, `executable-not-found` and so on. */
export async function openExecTerminal(
  engine: Engine,
  { id, target, size, preferredShell }: ExecTerminal,
): Promise<TerminalProcess> {
  const marker = execMarker(id);
  const { container, user, workingDir } = target;
  const input = {
    ...{ container, tty: true, stdin: true, size },
    ...{ user, workingDir, env: [marker, 'TERM=xterm-256color'] },
  };
  const opened: OpenedExec = target.command
    ? await openCommand(engine, { ...input, command: target.command })
    : await openBestShell(engine, input, preferredShell);
  const { execId, stream } = opened.process;
  // The engine does not say who a process runs as; a container without a user has root.
  const own = async () => (await containerDetail(engine, container)).user || 'root';
  return {
    command: opened.command.join(' '),
    user: user ?? (await own().catch(() => '')),
    tty: true,
    output: opened.output,
    write: (chunk) => stream.write(chunk),
    resize: (next) => resizeExec(engine, { execId, size: next }),
    exitCode: () => exitCodeOf(engine, execId),
    async end() {
      const exec = { container, command: opened.command, user, tty: true };
      if (await endExec(engine, { execId, marker, exec, stream })) return;
      throw refuse(
        'not-supported',
        'The process could not be ended: the container has no shell to do it with.',
        { facts: { name: opened.command.join(' ') } },
      );
    },
  };
}

async function openCommand(
  engine: Engine,
  input: Parameters<typeof openExec>[1],
): Promise<OpenedExec> {
  const process = await openExec(engine, input);
  return { process, command: input.command, output: process.stream.output };
}
