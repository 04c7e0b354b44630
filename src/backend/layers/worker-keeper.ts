import { type RunningWorker, startWorker } from './start-worker.ts';

/** One worker, started with the first analysis; ended when nobody has asked it for a while. */
export interface WorkerKeeper {
  /** The running one, or a new one. */
  get(): RunningWorker;
  /** It may end when nothing is asked of it for so long. */
  restIn(ms: number): void;
  close(): Promise<void>;
}

export function keepWorker(folder: string, onEnded: () => void): WorkerKeeper {
  let running: RunningWorker | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    clearTimeout(timer);
    const ending = running;
    running = undefined;
    await ending?.close();
  }

  function restIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A large download takes longer than a person stays away.
      if (running !== undefined && running.openCount() > 0) restIn(ms);
      else void end();
    }, ms);
    timer.unref();
  }

  return {
    get() {
      clearTimeout(timer);
      if (running === undefined) {
        const started = startWorker(folder);
        running = started;
        void started.ended.then(() => {
          if (running !== started) return;
          running = undefined;
          onEnded();
        });
      }
      return running;
    },
    restIn,
    close: end,
  };
}
