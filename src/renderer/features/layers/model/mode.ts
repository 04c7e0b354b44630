/** Permission bits as `ls -l` writes them. Pure. */
import type { EntryKind } from '../../../../contract/layers.ts';

const letters: Readonly<Record<EntryKind, string>> = {
  file: '-',
  folder: 'd',
  symlink: 'l',
  hardlink: '-',
  'char-device': 'c',
  'block-device': 'b',
  fifo: 'p',
};

/** The third letter of a group where setuid, setgid or sticky is set: capital where nobody may execute. */
function last(executes: boolean, special: string | undefined): string {
  if (special === undefined) return executes ? 'x' : '-';
  return executes ? special : special.toUpperCase();
}

/** `drwxr-xr-x` */
export function modeText(kind: EntryKind, mode: number): string {
  const groups = [
    { shift: 6, special: mode & 0o4000 ? 's' : undefined },
    { shift: 3, special: mode & 0o2000 ? 's' : undefined },
    { shift: 0, special: mode & 0o1000 ? 't' : undefined },
  ].map(({ shift, special }) => {
    const bits = mode >> shift;
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last((bits & 1) === 1, special)}`;
  });
  return `${letters[kind]}${groups.join('')}`;
}
