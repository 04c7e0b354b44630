/** How a terminal is named and marked, and which terminals belong where. Pure. */
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import type { Terminal, TerminalTarget } from '../../../../contract/terminals.ts';
import type { Mark } from '../../../shared/lib/state-of.ts';

export function markOfTerminal(terminal: Terminal): Mark {
  if (terminal.state === 'opening') return 'starting';
  if (terminal.state === 'open') return 'running';
  return terminal.problem === null && terminal.exitCode === 0 ? 'exited' : 'failed';
}

/** `/bin/busybox sh` and `bash -l` are told by their program; a long command by its beginning. */
export function shortCommand(command: string): string {
  const [program = '', ...rest] = command.split(' ');
  return [program.split('/').at(-1), ...rest].join(' ');
}

export const isOf =
  (host: HostId, container: ContainerId) =>
  ({ target }: Terminal): boolean =>
    'container' in target && target.host === host && target.container === container;

/** Epoch milliseconds by a terminal's id. */
export type Seats = Readonly<Record<string, number>>;

export const seatOf = ({ id, openedAtMs }: Terminal, seats: Seats): number =>
  seats[id] ?? openedAtMs;

/** In the order in which they were opened; one that took the place of another stands there. */
export const bySeat = (terminals: readonly Terminal[], seats: Seats): readonly Terminal[] =>
  terminals.toSorted((a, b) => seatOf(a, seats) - seatOf(b, seats));

/** The chosen one while it is there; else the newest that runs, else the newest. */
export function shownTerminal(
  terminals: readonly Terminal[],
  chosen: string | undefined,
): Terminal | undefined {
  return (
    terminals.find(({ id }) => id === chosen) ??
    terminals.findLast(({ state }) => state !== 'ended') ??
    terminals.at(-1)
  );
}

/** The words of the command that opens the same; none for a shell of this machine. */
export function dockerWordsOf(target: TerminalTarget, name: string): string[] {
  if (target.kind === 'host') return ['ssh', name];
  if (target.kind === 'local') return [];
  if (target.kind === 'attach') return ['docker', 'attach', name];
  const { user, workingDir, command } = target;
  const options = [...(user ? ['-u', user] : []), ...(workingDir ? ['-w', workingDir] : [])];
  return ['docker', 'exec', '-it', ...options, name, ...(command ?? ['sh'])];
}
