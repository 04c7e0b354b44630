import { expect, it } from 'vitest';
import type { FileContent } from '../../../../contract/layers.ts';
import { lookOf, looksOf } from './file-looks.ts';

const content = (kind: FileContent['kind'], truncated = false): FileContent => ({
  ...{ kind, truncated, sizeBytes: 1, text: '', bytes: new Uint8Array(), mediaType: '', layer: 0 },
});

it.each([
  [content('text'), null, ['text']],
  [content('text'), content('text'), ['text', 'diff']],
  [content('text'), content('binary'), ['text']],
  [content('text'), content('text', true), ['text']],
  [content('picture'), null, ['picture', 'hex']],
  [content('binary'), content('binary'), ['hex']],
  [content('empty'), null, ['empty']],
  [null, null, ['empty']],
] as const)('%o over %o: %j', (now, below, looks) => expect(looksOf(now, below)).toEqual(looks));

it('keeps what was chosen where the next file has it', () => {
  expect(lookOf(['text', 'diff'], 'diff')).toBe('diff');
  expect(lookOf(['hex'], 'diff')).toBe('hex');
});
