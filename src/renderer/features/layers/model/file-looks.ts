/** In which ways a file can be looked at. Pure. */
import type { FileContent } from '../../../../contract/layers.ts';

export type FileLook = 'text' | 'diff' | 'picture' | 'hex' | 'empty';

/** The first is the usual one. */
export function looksOf(
  content: FileContent | null,
  below: FileContent | null,
): readonly FileLook[] {
  switch (content?.kind) {
    case 'text':
      // Half a file against half a file would show differences that are none.
      return below?.kind === 'text' && !below.truncated && !content.truncated
        ? ['text', 'diff']
        : ['text'];
    case 'picture':
      return ['picture', 'hex'];
    case 'binary':
      return ['hex'];
    default:
      return ['empty'];
  }
}

export const lookOf = (looks: readonly FileLook[], chosen: FileLook | undefined): FileLook =>
  chosen && looks.includes(chosen) ? chosen : (looks[0] ?? 'empty');
