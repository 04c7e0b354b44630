import { expect, it } from 'vitest';
import { modeText } from './mode.ts';

it.each([
  ['folder', 0o755, 'drwxr-xr-x'],
  ['file', 0o640, '-rw-r-----'],
  ['symlink', 0o777, 'lrwxrwxrwx'],
  ['file', 0o4755, '-rwsr-xr-x'],
  ['file', 0o2640, '-rw-r-S---'],
  ['folder', 0o1777, 'drwxrwxrwt'],
  ['folder', 0o1770, 'drwxrwx--T'],
  ['fifo', 0, 'p---------'],
] as const)('%s %o', (kind, mode, text) => expect(modeText(kind, mode)).toBe(text));
