import type { ContainerId } from '../../contract/ids.ts';

/** Names of containers that were seen, for the journal and for titles: nothing is asked for them. */
export interface NameBook {
  saw(rows: readonly { readonly id: ContainerId; readonly name: string }[]): void;
  /** The name, or the short id. */
  of(id: ContainerId): string;
}

/** Far above what one engine holds; the oldest go. */
const kept = 20_000;
const shortId = 12;

export function createNameBook(): NameBook {
  const names = new Map<string, string>();
  return {
    saw(rows) {
      for (const { id, name } of rows) {
        names.delete(id);
        if (name !== '') names.set(id, name);
      }
      for (const id of names.keys()) {
        if (names.size <= kept) break;
        names.delete(id);
      }
    },
    of: (id) => names.get(id) ?? id.slice(0, shortId),
  };
}
