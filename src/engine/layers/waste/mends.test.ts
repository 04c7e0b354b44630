import { describe, expect, it } from 'vitest';
import { analysed } from '../testing/analysed.ts';
import { file, type MadeEntry, whiteout } from '../testing/made-tar.ts';
import { mendsOf } from './mends.ts';
import { accountOf } from './waste.ts';

function mends(...layers: [string, ...MadeEntry[]][]) {
  const analysis = analysed(
    layers.map(([, ...entries]) => entries),
    layers.map(([instruction]) => instruction),
  );
  return mendsOf(analysis, accountOf(analysis));
}

const run = 'RUN /bin/sh -c make # buildkit';
const classic = '/bin/sh -c apt-get update';
const copy = 'COPY . /app # buildkit';

describe('what would keep waste out', () => {
  it('is to clean up caches where they are made', () => {
    const path = 'var/lib/apt/lists/all';
    expect(mends([classic, file(path, 70)], [run, whiteout(path)])).toEqual([
      ...[{ kind: 'clean-up-in-same-run', layers: [0, 1], savedBytes: 70, examples: [`/${path}`] }],
    ]);
  });

  it('is to merge RUNs that follow each other, else more than one stage', () => {
    expect(mends([run, file('a', 5), file('b', 9)], [run, whiteout('a'), whiteout('b')])).toEqual([
      { kind: 'merge-runs', layers: [0, 1], savedBytes: 14, examples: ['/b', '/a'] },
    ]);
    expect(
      mends([run, file('a', 5)], [run, file('c', 1)], ['|1 A=b /bin/sh -c x', whiteout('a')]),
    ).toEqual([{ kind: 'multi-stage', layers: [0, 2], savedBytes: 5, examples: ['/a'] }]);
    expect(mends([copy, file('src.c', 5)], [run, whiteout('src.c')])).toEqual([
      { kind: 'multi-stage', layers: [0, 1], savedBytes: 5, examples: ['/src.c'] },
    ]);
  });

  it('is COPY --chown where only rights differ', () => {
    const owned: MadeEntry = { ...file('app', 5), uid: 1000 };
    expect(mends([copy, file('app', 5)], [run, owned])).toEqual([
      { kind: 'copy-chown', layers: [0, 1], savedBytes: 5, examples: ['/app'] },
    ]);
    expect(mends([copy, file('app', 'other')], [run, owned])).toEqual([]);
  });

  it('is a .dockerignore where a whole context came along', () => {
    const files = [
      file('app/.git/objects/1', 50),
      file('app/node_modules/x/y', 9),
      file('app/z', 3),
    ];
    const found = [
      {
        ...{ kind: 'dockerignore', layers: [0], savedBytes: 59 },
        examples: ['/app/.git/objects/1', '/app/node_modules/x/y'],
      },
    ];
    expect(mends([copy, ...files])).toEqual(found);
    expect(mends(['/bin/sh -c #(nop) COPY dir:1f in /app ', ...files])).toEqual(found);
    expect(mends(['COPY /built/node_modules /app/node_modules # buildkit', ...files])).toEqual([]);
  });

  it('is nothing where nothing tells how the image was made', () => {
    expect(mends(['', file('a', 5)], ['', whiteout('a')])).toEqual([]);
  });
});
