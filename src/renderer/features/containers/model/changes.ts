/** What is shown of a container's changes. Pure. */
import type { FileChange } from '../../../../contract/containers.ts';

export const changeKinds = ['added', 'changed', 'removed'] as const;

export interface ChangesView {
  readonly text: string;
  /** None chosen: all. */
  readonly kind: FileChange['kind'] | undefined;
  readonly hideNoise: boolean;
}

export function shownChanges(
  changes: readonly FileChange[],
  { text, kind, hideNoise }: ChangesView,
): readonly FileChange[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return changes.filter((change) => {
    if (hideNoise && change.noise) return false;
    if (kind !== undefined && change.kind !== kind) return false;
    const path = change.path.toLowerCase();
    return words.every((word) => path.includes(word));
  });
}

/** The folder and the name in it: the name is what a person looks for. */
export function splitPath(path: string): readonly [folder: string, name: string] {
  const at = path.lastIndexOf('/') + 1;
  return [path.slice(0, at), path.slice(at)];
}
