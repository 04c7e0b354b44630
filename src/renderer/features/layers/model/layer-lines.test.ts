import { expect, it } from 'vitest';
import type { LayerSummary } from '../../../../contract/layers.ts';
import { barShare, firstShown, shortInstruction } from './layer-lines.ts';

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

it('compares sizes with the largest', () => {
  const layers = [layer(0, { sizeBytes: 1 }), layer(1, { sizeBytes: 1000 }), layer(2)];
  expect(layers.map((one) => barShare(one, layers))).toEqual([0.01, 1, 0]);
});
