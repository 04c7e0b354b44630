/** The notices of this window's life, newest first, and which of them nobody has seen yet. */
import type { Notice } from './notice.ts';
import { createStore } from './store.ts';

export interface LoggedNotice {
  readonly id: string;
  readonly notice: Notice;
  readonly atMs: number;
  readonly seen: boolean;
}

/** More than anyone reads back; each may hold on to what its Undo needs. */
export const mostLogged = 200;

export const noticeLog = createStore<readonly LoggedNotice[]>([]);

export function logNotice(id: string, notice: Notice, atMs: number): void {
  // What can be undone is so for ten seconds, in the corner; here it is told.
  const told = { ...notice, undo: undefined };
  noticeLog.set((all) => [{ id, notice: told, atMs, seen: false }, ...all].slice(0, mostLogged));
}

export function markSeen(isIt: (logged: LoggedNotice) => boolean): void {
  noticeLog.set((all) =>
    all.some((one) => !one.seen && isIt(one))
      ? all.map((one) => (!one.seen && isIt(one) ? { ...one, seen: true } : one))
      : all,
  );
}

export const forgetNotice = (id: string) =>
  noticeLog.set((all) => all.filter((one) => one.id !== id));
export const clearNotices = () => noticeLog.set([]);
