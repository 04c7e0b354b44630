import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../../contract/images.ts';
import { historySteps } from './history.ts';

const entry = (createdBy: string, sizeBytes = 0): HistoryEntry => ({
  ...{ id: null, createdAtMs: 0, createdBy, sizeBytes, comment: '', tags: [] },
});

describe('historySteps', () => {
  it.each([
    ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD', '["sh"]'],
    ['/bin/sh -c #(nop) ADD file:1 in / ', 'ADD', 'file:1 in /'],
    ['/bin/sh -c apk add curl', 'RUN', 'apk add curl'],
    ['|1 A=b /bin/sh -c make', 'RUN', 'make'],
    ['RUN /bin/sh -c apk add curl # buildkit', 'RUN', 'apk add curl'],
    ['COPY a b # buildkit', 'COPY', 'a b'],
    ['WORKDIR /app', 'WORKDIR', '/app'],
    ['bazel build ...', '', 'bazel build ...'],
    ['', '', ''],
  ])('%s', (createdBy, instruction, text) =>
    expect(historySteps([entry(createdBy)])[0]).toMatchObject({ instruction, text }),
  );

  it('counts from the oldest, and tells steps without files', () => {
    const steps = historySteps([entry('CMD ["sh"]'), entry('ADD a /', 5)]);
    expect(steps.map(({ number, empty }) => ({ number, empty }))).toEqual([
      { number: 2, empty: true },
      { number: 1, empty: false },
    ]);
  });
});
