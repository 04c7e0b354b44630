/** What the dock and the dialog show: one of each in a window. */
import type { ContainerId, HostId, TerminalId } from '../../../../contract/ids.ts';
import type { TerminalTarget } from '../../../../contract/terminals.ts';
import { openDock } from '../../../shared/lib/dock.ts';
import { createStore } from '../../../shared/lib/store.ts';

/** A terminal that is being opened; `key` tells two attempts apart. */
export interface Draft {
  readonly key: number;
  readonly target: TerminalTarget;
}

export interface OpenAsk {
  readonly host: HostId;
  readonly container: ContainerId | undefined;
}

export const dockChosen = createStore<TerminalId | undefined>(undefined);
export const dockDraft = createStore<Draft | undefined>(undefined);
export const openAsk = createStore<OpenAsk | undefined>(undefined);
/** Of each container's tab. */
export const tabChosen = createStore<Readonly<Record<string, TerminalId | 'new'>>>({});
/** What was tried last: where to go on when it had no such program. */
export const lastTried = createStore<TerminalTarget | undefined>(undefined);
/** The next terminal that is drawn takes the keyboard: a person has just asked for it. */
export const wantsFocus = createStore(false);
/** Opened by this window: its first output is new, not scrollback. */
export const opened = new Set<TerminalId>();

let lastKey = 0;
export function draftOf(target: TerminalTarget): Draft {
  lastKey += 1;
  lastTried.set(target);
  wantsFocus.set(true);
  return { key: lastKey, target };
}

export function openInDock(target: TerminalTarget): void {
  dockDraft.set(draftOf(target));
  openDock('terminals');
}
