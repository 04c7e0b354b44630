import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runtimePackages } from '../bed/engine-kinds.ts';
import { unpacked } from '../bed/packages.ts';
import { run } from '../bed/run.ts';
import { type BuiltImage, buildImage } from './image.ts';
import { type TarEntry, tarOf } from './tar.ts';

const busyboxPath = async () => join(await unpacked('bookworm', runtimePackages), 'bin/busybox');

/** A root file system of one static program and its many names. */
async function busyboxRoot(): Promise<TarEntry[]> {
  const program = await busyboxPath();
  const names = (await run(program, ['--list']))
    .split('\n')
    .filter((n) => n !== '' && n !== 'busybox');
  return [
    { path: 'bin/', folder: true },
    { path: 'bin/busybox', bytes: await readFile(program), mode: 0o755 },
    ...names.map((name) => ({ path: `bin/${name}`, linkTo: 'busybox' })),
    { path: 'etc/', folder: true },
    { path: 'etc/passwd', bytes: userLines, mode: 0o644 },
    { path: 'etc/group', bytes: 'root:x:0:\nnobody:x:65534:\n', mode: 0o644 },
    { path: 'root/', folder: true, mode: 0o700 },
    { path: 'tmp/', folder: true, mode: 0o1777 },
    { path: 'var/', folder: true },
  ];
}

const userLines = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n';

/** Prints a line a second on stdout and every fifth on stderr; ends at once on SIGTERM. */
const webScript = `#!/bin/sh
trap 'echo bye; exit 0' TERM
httpd -p 8080 -h /srv
echo "listening on $PORT"
n=0
while :; do
  n=$((n + 1))
  echo "line $n"
  [ $((n % 5)) -ne 0 ] || echo "warning $n" >&2
  sleep 1 & wait $!
done
`;

const shellEnv = ['PATH=/usr/local/bin:/usr/bin:/bin'];

/** An ELF header of another machine (e_machine 183, AArch64): "exec format error" when run. */
async function foreignProgram(): Promise<Buffer> {
  const bytes = Buffer.from((await readFile(await busyboxPath())).subarray(0, 4096));
  bytes.writeUInt16LE(process.arch === 'arm64' ? 62 : 183, 18);
  return bytes;
}

/** The fixture images by short name; `longshore/<name>:1` on every engine of the bed. */
const recipes = {
  /** A shell and the usual tools. */
  busybox: async () =>
    buildImage({
      tags: ['longshore/busybox:1'],
      layers: [await busyboxRoot()],
      config: { Cmd: ['sh'], Env: shellEnv },
    }),
  /** A web server on 8080 that also writes a log; three layers. */
  web: async () =>
    buildImage({
      tags: ['longshore/web:1'],
      layers: [
        await busyboxRoot(),
        [
          { path: 'srv/', folder: true },
          { path: 'srv/index.html', bytes: '<h1>It works</h1>\n', mode: 0o644 },
        ],
        [{ path: 'bin/serve', bytes: webScript, mode: 0o755 }],
      ],
      config: {
        Cmd: ['/bin/serve'],
        Env: [...shellEnv, 'PORT=8080', 'GREETING=hello'],
        ExposedPorts: { '8080/tcp': {} },
        WorkingDir: '/srv',
        Labels: { 'org.opencontainers.image.title': 'longshore web fixture' },
      },
    }),
  /** One static program, no shell to be found. */
  noshell: async () =>
    buildImage({
      tags: ['longshore/noshell:1'],
      layers: [[{ path: 'sleep', bytes: await readFile(await busyboxPath()), mode: 0o755 }]],
      config: { Entrypoint: ['/sleep', '2147483647'] },
    }),
  /** Built for a machine that this is not. */
  foreign: async () =>
    buildImage({
      tags: ['longshore/foreign:1'],
      layers: [[{ path: 'hello', bytes: await foreignProgram(), mode: 0o755 }]],
      architecture: process.arch === 'arm64' ? 'amd64' : 'arm64',
      config: { Cmd: ['/hello'] },
    }),
} satisfies Record<string, () => Promise<BuiltImage>>;

export type FixtureName = keyof typeof recipes;

export const fixtureNames = Object.keys(recipes) as FixtureName[];

const built = new Map<FixtureName, Promise<BuiltImage>>();

/** A fixture image, built once a process. */
export function fixtureImage(name: FixtureName): Promise<BuiltImage> {
  let image = built.get(name);
  if (image === undefined) {
    image = recipes[name]();
    built.set(name, image);
  }
  return image;
}

/** The fixture's `docker save` tar. */
export async function fixtureTar(name: FixtureName): Promise<Buffer> {
  return (await fixtureImage(name)).saveTar();
}

/** The busybox root file system as a plain tar, for `docker import`. */
export async function rootfsTar(): Promise<Buffer> {
  return tarOf(await busyboxRoot());
}

/** Bytes that do not compress and are the same each time. */
function noise(seed: string, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let n = 0; n * 64 < size; n += 1) {
    parts.push(createHash('sha512').update(`${seed} ${n}`).digest());
  }
  return Buffer.concat(parts).subarray(0, size);
}

/** Ten layers of 3 MB each: enough for a pull to be watched and cancelled. */
export function largeImage(): BuiltImage {
  const layer = (n: number): TarEntry[] => [
    { path: `data-${n}`, bytes: noise(`layer ${n}`, 3_000_000), mode: 0o644 },
  ];
  return buildImage({
    tags: ['longshore/large:1'],
    layers: Array.from({ length: 10 }, (_, n) => layer(n)),
    config: { Cmd: ['/none'] },
  });
}
