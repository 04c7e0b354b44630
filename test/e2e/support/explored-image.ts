import { randomBytes } from 'node:crypto';
import { type BuiltImage, buildImage } from '../../support/images/image.ts';
import { type RawEngine, testLabel } from '../../support/raw-engine.ts';

/** One red point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
);

/** Tars hold bytes; the writer of ours takes each letter for one. */
const utf8 = (name: string) => Buffer.from(name).toString('latin1');
const file = (path: string, bytes: Uint8Array | string, mode = 0o644) => ({ path, bytes, mode });
const folder = (path: string) => ({ path: `${path}/`, folder: true as const });

const settings = (port: number, more = '') =>
  `# settings of the app\nname: app\nport: ${port}\nlog:\n  level: info\n  colour: true\nlimits:\n  memory: 256\n  files: 1024\n${more}`;

/** What a person meets in images: caches removed too late, an opaque folder, a rewritten file, odd names. */
export function exploredImage(engine: RawEngine, tag: string, port = 8080): BuiltImage {
  return buildImage({
    tags: [tag],
    config: {
      Cmd: ['/srv/app/program'],
      Env: ['PATH=/usr/bin', `PORT=${port}`, `API_TOKEN=secret-${port}`],
      Labels: { [testLabel]: engine.id },
    },
    history: [
      { created_by: '/bin/sh -c #(nop) ADD file:8e3f in / ' },
      { created_by: '/bin/sh -c #(nop)  ENV PATH=/usr/bin', empty_layer: true },
      {
        created_by:
          'RUN /bin/sh -c apt-get update && apt-get install --yes --no-install-recommends tool # buildkit',
      },
      { created_by: 'RUN /bin/sh -c rm -rf /var/cache/apt /var/lib/apt/lists # buildkit' },
      { created_by: `COPY app /srv/app-${port} # buildkit` },
      { created_by: 'CMD ["/srv/app/program"]', empty_layer: true },
    ],
    layers: [
      [
        ...[folder('etc'), file('etc/passwd', 'root:x:0:0::/root:/bin/sh\n'), folder('srv')],
        ...[folder('srv/app'), file('srv/app/settings.yml', settings(80)), folder('usr')],
        ...[folder('usr/bin'), file('usr/bin/sh', Buffer.alloc(900_000, 7), 0o755)],
        { path: 'usr/bin/bash', linkTo: 'sh' },
        ...[folder('var'), folder('var/lib'), folder('var/lib/apt'), folder('var/lib/apt/lists')],
        file('var/lib/apt/lists/seed', 'from the base\n'),
      ],
      [
        ...[folder('var/cache'), folder('var/cache/apt')],
        file('var/cache/apt/pkgcache.bin', Buffer.alloc(4_100_000, 1)),
        file('var/cache/apt/archive.deb', Buffer.alloc(1_300_000, 2)),
        file('var/lib/apt/lists/main', Buffer.alloc(600_000, 3)),
        file('usr/bin/tool', Buffer.alloc(2_400_000, 4), 0o755),
      ],
      [
        file('var/cache/.wh.apt', ''),
        ...[folder('var/lib/apt/lists'), file('var/lib/apt/lists/.wh..wh..opq', '')],
        file('var/lib/apt/lists/kept', 'written in the same step\n'),
      ],
      [
        file('srv/app/settings.yml', settings(port, 'new: true\n')),
        file('srv/app/picture.png', png),
        file(
          'srv/app/program',
          Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(700_000)]),
          0o4755,
        ),
        file(`srv/app/data-${port}`, Buffer.alloc(200_000 + port, 9)),
        file('srv/app/empty', ''),
        file('srv/app/<b>bold<b>.html', '<script>alert(1)</script>\n'),
        file(utf8('srv/app/镜像 说明.txt'), '层\n'),
        file('srv/app/bad-\xff', 'not UTF-8\n'),
        file('srv/app/two\nlines', 'x\n'),
      ],
    ],
  });
}

/** A name that no other test has. */
export const ownTag = (word: string) => `e2e/${word}-${randomBytes(4).toString('hex')}:1`;
