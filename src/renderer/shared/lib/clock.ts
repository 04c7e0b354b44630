/** One ticking clock for all relative times. It runs only while one is shown and the window is. */
import { useSyncExternalStore } from 'react';

/** The finest step that is shown is a minute; half of it keeps the error unseen. */
const tickMs = 30_000;
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function onVisibility(): void {
  if (document.hidden) {
    clearInterval(timer);
    timer = undefined;
  } else if (listeners.size > 0) {
    timer ??= setInterval(tick, tickMs);
    tick();
  }
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    nowMs = Date.now();
    document.addEventListener('visibilitychange', onVisibility);
    if (!document.hidden) timer = setInterval(tick, tickMs);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

/** The text of the clock's reading; renders anew only when that text is another one. */
export function useClockText(read: (nowMs: number) => string): string {
  return useSyncExternalStore(subscribe, () => read(nowMs));
}
