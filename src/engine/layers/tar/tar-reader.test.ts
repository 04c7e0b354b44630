import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexed } from '../testing/analysed.ts';
import { file, folder, type MadeEntry, madeTar, pax } from '../testing/made-tar.ts';
import { createTarReader } from './tar-reader.ts';
import { tarHeader } from './write-header.ts';

interface Read {
  path: string;
  type: string;
  sizeBytes: number;
  link: string;
  content: string;
}

function read(bytes: Uint8Array, chunk = bytes.length): Read[] {
  const reader = createTarReader({ wants: () => true });
  const found: Read[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    for (const piece of reader.read(bytes.subarray(at, at + chunk))) {
      if (piece.kind === 'entry') {
        const { path, linkPath, type, sizeBytes } = piece.entry;
        const [name, link] = [path, linkPath].map((one) => Buffer.from(one).toString('latin1'));
        found.push({ path: name as string, type, sizeBytes, link: link as string, content: '' });
      } else if (piece.kind === 'data') {
        (found.at(-1) as Read).content += Buffer.from(piece.bytes).toString();
      }
    }
  }
  reader.end();
  return found;
}

const codeOf = (bytes: Uint8Array): string => {
  try {
    read(bytes);
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const entries: MadeEntry[] = [
  folder('a/'),
  file('a/b', 'hello'),
  { ...file('name', 'x'), prefix: 'far/away' },
  { path: '././@LongLink', type: 'L', bytes: `${'l'.repeat(200)}\0` },
  file('short', 'long name'),
  { path: '././@LongLink', type: 'K', bytes: `${'t'.repeat(150)}\0` },
  { path: 'link', type: '2', link: 'short' },
  pax({ path: 'päx/ñame', mtime: '1.5', uid: '3000000' }),
  file('pax', 'pax'),
  { ...file('base', 'sixteen bytes!!!'), size: Uint8Array.from([0x80, ...Array(10).fill(0), 16]) },
  { path: 'old/', type: '\0' },
];
const sparseMap = Buffer.alloc(512, 1);
sparseMap[504] = 0;

describe('reading a tar', () => {
  it('knows ustar, GNU and pax, and their long names', () => {
    expect(read(madeTar(entries)).map(({ path, type, content }) => [path, type, content])).toEqual([
      ['a/', '5', ''],
      ['a/b', '0', 'hello'],
      ['far/away/name', '0', 'x'],
      ['l'.repeat(200), '0', 'long name'],
      ['link', '2', ''],
      ['pÃ¤x/Ã±ame', '0', 'pax'],
      ['base', '0', 'sixteen bytes!!!'],
      ['old/', '5', ''],
    ]);
    expect(read(madeTar(entries))[4]?.link).toBe('t'.repeat(150));
  });

  it('passes over the maps of sparse files', () => {
    const sparse = {
      ...file('sparse', 'data'),
      type: 'S',
      raw: [[482, Uint8Array.of(1)]],
    } as const;
    const [head, content] = [
      madeTar([sparse], 0).subarray(0, 512),
      madeTar([sparse], 0).subarray(512),
    ];
    const tar = Buffer.concat([head, sparseMap, content, madeTar([file('next')])]);
    expect(read(tar).map(({ path, content: text }) => [path, text])).toEqual([
      ['sparse', 'data'],
      ['next', 'x'],
    ]);
  });

  it('reads what it writes', () => {
    const path = `${'d'.repeat(120)}/ü`;
    const header = tarHeader({ path, type: 'symlink', linkPath: 'ö'.repeat(80), mode: 0o777 });
    const [one] = read(Buffer.concat([header, Buffer.alloc(1024)]));
    expect(Buffer.from(one?.path ?? '', 'latin1').toString()).toBe(path);
    expect(Buffer.from(one?.link ?? '', 'latin1').toString()).toBe('ö'.repeat(80));
  });

  it('takes a tar without its padding and its end, and nothing after the end', () => {
    expect(read(madeTar([file('a')], 0))).toHaveLength(1);
    expect(read(Buffer.concat([madeTar([file('a')]), Buffer.from('garbage')]))).toHaveLength(1);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'archive-broken'],
    ['an end in a header', madeTar([file('a')]).subarray(0, 300), 'archive-broken'],
    ['an end in content', madeTar([file('a', 2_000)]).subarray(0, 1_000), 'archive-broken'],
    ['a wrong sum', madeTar([{ ...file('a'), sum: 1 }]), 'archive-broken'],
    [
      'an entry behind zeros',
      Buffer.concat([Buffer.alloc(512), madeTar([file('a')])]),
      'archive-broken',
    ],
    [
      'a size that is no number',
      madeTar([{ ...file('a'), size: '99999999999\0' }]),
      'archive-broken',
    ],
    [
      'a negative size',
      madeTar([{ ...file('a'), size: Buffer.alloc(12, 0xff) }]),
      'archive-broken',
    ],
    [
      'a size beyond numbers',
      madeTar([{ ...file('a'), size: Uint8Array.from([0x80, ...Array(11).fill(255)]) }]),
      'archive-broken',
    ],
    ['a lying size', madeTar([{ ...file('a'), size: '00077777777\0' }]), 'archive-broken'],
    [
      'pax without an end',
      madeTar([{ path: 'p', type: 'x', bytes: '99 path=a\n' }, file('a')]),
      'archive-broken',
    ],
    [
      'pax of nonsense',
      madeTar([{ path: 'p', type: 'x', bytes: 'no' }, file('a')]),
      'archive-broken',
    ],
    ['pax with a NUL in a path', madeTar([pax({ path: 'a\0b' }), file('a')]), 'archive-broken'],
    [
      'a huge header',
      madeTar([{ path: 'p', type: 'x', size: '00100000000\0' }]),
      'archive-too-large',
    ],
    [
      'a huge name',
      madeTar([{ path: 'L', type: 'L', bytes: 'n'.repeat(70_000) }, file('a')]),
      'archive-too-large',
    ],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('gives the same index however the bytes are cut', () => {
    const tar = madeTar([...entries, file('big', 5_000), { path: 'a/.wh.b' }]);
    const whole = indexed(tar);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), (size) => {
        expect(indexed(tar, size)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });
});
