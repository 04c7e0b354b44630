import { buildImage } from './images/image.ts';
import { type ContainerConfig, type RawEngine, testLabel } from './raw-engine.ts';

/** Text that breaks out of a page that trusts it, in the ways that matter. */
export const hostileHtml =
  '<img src=x onerror="window.__hacked=1"><script>window.__hacked=1</script>"\'>&amp;';

/** Right-to-left override, zero-width joiners, a byte order mark, combining marks, an emoji. */
export const hostileUnicode =
  '\u202Egnp.exe\u202C zero\u200B\u200D\uFEFFwidth שלום e\u0301\u0323 🐳';

const busybox = 'longshore/busybox:1';
const forever = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done'];

/** The odd set by name; each container's own name is `odd-<name>-<test id>`. */
export const oddNames = [
  'untagged',
  'many-ports',
  'big-labels',
  'bidi',
  'html',
  'long-name',
  'killed',
  'failed-start',
  'created',
  'paused',
  'restarting',
  'unhealthy',
] as const;

export type OddName = (typeof oddNames)[number];

function manyPorts(): ContainerConfig {
  const ports = Array.from(
    { length: 500 },
    (_, n) => `${10_000 + n}/${n % 10 === 9 ? 'udp' : 'tcp'}`,
  );
  return {
    Image: busybox,
    Cmd: forever,
    ExposedPorts: Object.fromEntries(ports.map((port) => [port, {}])),
    // a published port costs the engine a process each: one is enough to see both kinds, and two
    // without a number are given the same one by Podman now and then
    HostConfig: { PortBindings: { '10000/tcp': [{ HostPort: '' }] } },
  };
}

/** 200 labels of 1 KB. */
function bigLabels(): ContainerConfig {
  const pairs = Array.from({ length: 200 }, (_, n) => [`big.label.${n}`, `${n} `.repeat(400)]);
  return { Image: busybox, Cmd: forever, Labels: Object.fromEntries(pairs.map(shorten)) };
}

const shorten = ([key = '', value = '']: string[]) => [key, value.slice(0, 1_000)] as const;

function withText(text: string): ContainerConfig {
  return {
    Image: busybox,
    Cmd: [...forever, text],
    Env: [`TEXT=${text}`, `PASSWORD=${text}`],
    Labels: {
      title: text,
      [text]: 'the key is the text',
      'com.docker.compose.project': text,
      'org.opencontainers.image.url': 'javascript:window.__hacked=1',
    },
    WorkingDir: `/${text.replaceAll('/', '_')}`,
    Healthcheck: { Test: ['CMD', 'echo', text], Interval: 3_600_000_000_000 },
  };
}

const configs: Readonly<Record<Exclude<OddName, 'untagged'>, () => ContainerConfig>> = {
  'many-ports': manyPorts,
  'big-labels': bigLabels,
  bidi: () => withText(hostileUnicode),
  html: () => withText(hostileHtml),
  'long-name': () => ({ Image: busybox, Cmd: ['true', 'x'.repeat(4_000)] }),
  killed: () => ({ Image: busybox, Cmd: ['sleep', '3600'] }),
  'failed-start': () => ({ Image: busybox, Cmd: ['/no/such/program'] }),
  created: () => ({ Image: busybox, Cmd: ['sleep', '3600'] }),
  paused: () => ({ Image: busybox, Cmd: ['sleep', '3600'] }),
  restarting: () => ({
    Image: busybox,
    Cmd: ['sh', '-c', 'echo about to fail >&2; exit 3'],
    HostConfig: { RestartPolicy: { Name: 'always' } },
  }),
  unhealthy: () => ({
    Image: busybox,
    Cmd: forever,
    Healthcheck: { Test: ['CMD', 'false'], Interval: 1_000_000_000, Retries: 1 },
  }),
};

/** An image without a name, that goes with the test's label. */
async function untaggedImage(engine: RawEngine): Promise<string> {
  const image = buildImage({
    tags: [],
    layers: [[{ path: 'odd', bytes: engine.id, mode: 0o644 }]],
    config: { Cmd: ['/odd'], Labels: { [testLabel]: engine.id } },
  });
  await engine.load(image.saveTar([]));
  return image.id;
}

async function arrange(engine: RawEngine, name: OddName, id: string): Promise<void> {
  const post = (verb: string) => engine.request('POST', `/containers/${id}/${verb}`);
  if (name === 'created' || name === 'untagged') return;
  if (name === 'failed-start') await engine.ask('POST', `/containers/${id}/start`);
  else await post('start');
  if (name === 'killed') await post('kill?signal=KILL');
  if (name === 'paused') await post('pause');
}

/**
 * Puts containers on an engine that an honest user never makes but every list must survive. They
 * carry the test's label and go with `engine.removeAll()`. Gives their ids. States settle within
 * a second or two ("unhealthy", "restarting").
 */
export async function makeOddContainers(engine: RawEngine): Promise<Record<OddName, string>> {
  const make = async (name: OddName): Promise<[OddName, string]> => {
    const long = name === 'long-name' ? `-${'n'.repeat(180)}` : '';
    const config = name === 'untagged' ? { Image: await untaggedImage(engine) } : configs[name]();
    const id = await engine.create({ ...config, name: `odd-${name}-${engine.id}${long}` });
    await arrange(engine, name, id);
    return [name, id];
  };
  // All at once: a start is mostly waiting.
  const ids = await Promise.all(oddNames.map(make));
  return Object.fromEntries(ids) as Record<OddName, string>;
}
