import { type RunningWorker, startWorker } from './start-worker.ts';

/** One worker, started with the first analysis; ended when nothing is held and nobody asks for a while. */
export interface WorkerKeeper {
  /** The running one, or a new one. */
  get(): RunningWorker;
  /** Nothing is held or read any more: it may end. */
  rest(): void;
  close(): Promise<void>;
}

const restMs = 60_000;

export function keepWorker(folder: string, onEnded: () => void): WorkerKeeper {
  let running: RunningWorker | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    clearTimeout(timer);
    const ending = running;
    running = undefined;
    await ending?.close();
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
    rest() {
      clearTimeout(timer);
      timer = setTimeout(() => void end(), restMs);
      timer.unref();
    },
    close: end,
  };
}
