/** A limit of time that stands still while a person is asked. */
export interface Limit {
  /** Something happened: the time starts anew. */
  touch(): void;
  pause(): void;
  resume(): void;
  /** For good. */
  stop(): void;
}

export function createLimit(limitMs: number, onExpired: () => void): Limit {
  let timer: NodeJS.Timeout | undefined;
  let paused = 0;
  let stopped = false;
  const touch = (): void => {
    clearTimeout(timer);
    if (paused === 0 && !stopped) timer = setTimeout(onExpired, limitMs);
  };
  touch();
  return {
    touch,
    pause() {
      paused += 1;
      clearTimeout(timer);
    },
    resume() {
      paused -= 1;
      touch();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
