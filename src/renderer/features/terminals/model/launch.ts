/** The form of a new terminal, and what it opens. Pure. */
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import type { TerminalTarget } from '../../../../contract/terminals.ts';
import { splitWords } from '../../../shared/lib/shell-words.ts';

export interface Launch {
  /** As typed; empty: the best shell that is found. */
  readonly command: string;
  readonly user: string;
  readonly workingDir: string;
}

export const emptyLaunch: Launch = { command: '', user: '', workingDir: '' };

/** Tried by name: an image rarely has all of them. */
export const shellSuggestions = ['bash', 'sh', 'ash', 'zsh', 'fish', 'pwsh'] as const;

export interface Place {
  readonly host: HostId;
  readonly container: ContainerId;
}

export type LaunchFault = 'openQuote' | 'relativeFolder';

export function launchFault({ command, workingDir }: Launch): LaunchFault | undefined {
  if (!splitWords(command).ok) return 'openQuote';
  const folder = workingDir.trim();
  return folder === '' || folder.startsWith('/') ? undefined : 'relativeFolder';
}

export function targetOf(launch: Launch, place: Place): TerminalTarget {
  const read = splitWords(launch.command);
  const command = read.ok && read.words.length > 0 ? [...read.words] : undefined;
  const user = launch.user.trim();
  const workingDir = launch.workingDir.trim();
  return {
    kind: 'exec',
    ...place,
    ...(command ? { command } : {}),
    ...(user === '' ? {} : { user }),
    ...(workingDir === '' ? {} : { workingDir }),
  };
}
