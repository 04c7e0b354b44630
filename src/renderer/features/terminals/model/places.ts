/** What the dock and the dialog show: one of each in a window. */
import type { ContainerId, HostId, TerminalId } from '../../../../contract/ids.ts';
import type { Terminal, TerminalTarget } from '../../../../contract/terminals.ts';
import { openDock } from '../../../shared/lib/dock.ts';
import { createStore } from '../../../shared/lib/store.ts';
import { type Seats, seatOf } from './terminals.ts';

/** A terminal that is being opened; `key` tells two attempts apart. */
export interface Draft {
  readonly key: number;
  readonly target: TerminalTarget;
  /** The ended terminal whose place it takes. */
  readonly instead?: TerminalId | undefined;
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
/** Where a terminal stands that took another's place, as the time when that one was opened. */
export const seats = createStore<Seats>({});
/** Opened by this window: its first output is new, not scrollback. */
export const opened = new Set<TerminalId>();

let lastKey = 0;
export function draftOf(target: TerminalTarget, instead?: TerminalId): Draft {
  lastKey += 1;
  lastTried.set(target);
  wantsFocus.set(true);
  return { key: lastKey, target, instead };
}

export function openInDock(target: TerminalTarget, instead?: TerminalId): void {
  dockDraft.set(draftOf(target, instead));
  openDock('terminals');
}

/** The new one stands where the ended one stood. */
export function takeSeat(terminal: Terminal, ended: Terminal): void {
  seats.set((now) => ({ ...now, [terminal.id]: seatOf(ended, now) }));
}
