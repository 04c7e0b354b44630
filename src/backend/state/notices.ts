import { randomUUID } from 'node:crypto';
import type { AppNotice } from '../../contract/app.ts';
import { createLatest, type Latest } from '../flow/latest.ts';

type WithoutId<N> = N extends AppNotice ? Omit<N, 'id'> : never;
export type NewNotice = WithoutId<AppNotice>;

export interface Notices {
  readonly latest: Latest<AppNotice[]>;
  add(notice: NewNotice): void;
  /** For those that look now: whoever comes after `forMs` is not told. */
  tell(notice: NewNotice, forMs: number): void;
}

/** Enough for everything that can go wrong with a handful of files; a disk that is full says it once a file. */
const keptNotices = 50;

/** What the app has to say about itself, until it ends. The same thing twice is said once. */
export function createNotices(): Notices {
  const latest = createLatest<AppNotice[]>([]);
  return {
    latest,
    tell(notice, forMs) {
      const id = randomUUID();
      latest.set([...latest.get(), { ...notice, id } as AppNotice].slice(-keptNotices));
      const forget = () => latest.set(latest.get().filter((old) => old.id !== id));
      setTimeout(forget, forMs).unref();
    },
    add(notice) {
      const same = (old: AppNotice) =>
        old.kind === notice.kind &&
        JSON.stringify({ ...old, id: '' }) === JSON.stringify({ ...notice, id: '' });
      const others = latest.get().filter((old) => !same({ ...old }));
      if (others.length < latest.get().length && notice.kind === 'state-not-written') return;
      latest.set([...others, { ...notice, id: randomUUID() } as AppNotice].slice(-keptNotices));
    },
  };
}
