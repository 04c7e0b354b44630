import { type BuiltImage, buildImage } from './image.ts';

/** Bytes that say where they come from. */
const filled = (letter: string, size: number): Buffer => Buffer.alloc(size, letter);

export const layeredName = 'longshore/layered:1';

/**
 * Five layers with what the explorer has to show: a file that is replaced, one that is removed, a folder that is made
 * opaque, links, and a folder that is removed with all that is in it.
 */
export function layeredImage(): BuiltImage {
  return buildImage({
    tags: [layeredName],
    layers: [
      [
        { path: 'app/', folder: true },
        { path: 'app/big.bin', bytes: filled('b', 5_000_000), mode: 0o644 },
        { path: 'app/conf', bytes: 'one\n', mode: 0o644 },
        { path: 'app/link', linkTo: 'conf' },
        { path: 'cache/', folder: true },
        { path: 'cache/a', bytes: filled('a', 3_000), mode: 0o644 },
        { path: 'cache/b', bytes: filled('b', 4_000), mode: 0o644 },
        { path: 'data/', folder: true },
        { path: 'data/old', bytes: filled('o', 2_000), mode: 0o644 },
      ],
      [
        { path: 'app/', folder: true },
        { path: 'app/conf', bytes: 'two and more\n', mode: 0o600 },
      ],
      [
        { path: 'app/', folder: true },
        { path: 'app/.wh.big.bin', bytes: '', mode: 0o600 },
      ],
      [
        // The mark behind an entry of its own layer: `new` stays.
        { path: 'data/', folder: true },
        { path: 'data/new', bytes: filled('n', 1_000), mode: 0o644 },
        { path: 'data/.wh..wh..opq', bytes: '', mode: 0o600 },
      ],
      [{ path: '.wh.cache', bytes: '', mode: 0o600 }],
    ],
    config: { Cmd: ['/none'], Env: ['A=1'], Labels: { title: 'layered' } },
  });
}
