import { expect, it } from 'vitest';
import type { LayerSummary } from '../../../../contract/layers.ts';
import { firstShown, growthOf, shortInstruction } from './layer-lines.ts';

const layer = (index: number, more: Partial<LayerSummary> = {}): LayerSummary => ({
  ...{ index, digest: `sha256:${index}`, instruction: '', comment: '', createdAtMs: null },
  ...{ builtElsewhere: false, sizeBytes: 0, added: 0, changed: 0, removed: 0 },
  ...{ sharedWith: [], missing: 'no', ...more },
});

it('shows instructions without what builders add', () => {
  const short = (instruction: string) => shortInstruction(layer(0, { instruction }));
  expect(short('/bin/sh -c #(nop) COPY dir:1 in /srv ')).toBe('COPY dir:1 in /srv');
  expect(short('RUN /bin/sh -c make # buildkit')).toBe('RUN make');
  expect(short('|1 A=b /bin/sh -c make')).toBe('RUN make');
  expect(short('')).toBe('');
});

it('begins at the last layer with files', () => {
  expect(firstShown([layer(0), layer(1), layer(2, { digest: null })])).toBe(1);
  expect(firstShown([layer(0, { digest: null })])).toBe(0);
  expect(firstShown([])).toBe(0);
});

it('shows how an image grows', () => {
  const sizes = [600, 0, 399, 1, 0];
  const growth = growthOf(sizes.map((sizeBytes, index) => layer(index, { sizeBytes })));
  expect(growth).toEqual([
    { before: 0, own: 0.6, totalBytes: 600 },
    { before: 0.6, own: 0, totalBytes: 600 },
    { before: 0.6, own: 0.399, totalBytes: 999 },
    { before: 0.99, own: 0.01, totalBytes: 1000 },
    { before: 1, own: 0, totalBytes: 1000 },
  ]);
  expect(growthOf([layer(0)])).toEqual([{ before: 0, own: 0, totalBytes: 0 }]);
});
