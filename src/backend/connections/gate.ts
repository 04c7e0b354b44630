import { cancelled } from './reasons.ts';

/** Something that others wait for: closed until `open`, and may close again. */
export interface Gate {
  readonly isOpen: boolean;
  open(): void;
  shut(): void;
  /** Resolves true when it opens, false after `limitMs`; rejects with `cancelled` when the signal aborts. */
  wait(options: { limitMs: number; signal?: AbortSignal | undefined }): Promise<boolean>;
}

export function createGate(): Gate {
  let isOpen = false;
  const waiting = new Set<() => void>();
  return {
    get isOpen() {
      return isOpen;
    },
    open() {
      isOpen = true;
      for (const wake of [...waiting]) wake();
    },
    shut() {
      isOpen = false;
    },
    async wait({ limitMs, signal }) {
      if (isOpen) return true;
      if (signal?.aborted) throw cancelled();
      await new Promise<void>((resolve) => {
        const done = () => {
          waiting.delete(done);
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, limitMs);
        waiting.add(done);
        signal?.addEventListener('abort', done, { once: true });
      });
      if (signal?.aborted) throw cancelled();
      return isOpen;
    },
  };
}
