/** A pull of 500 MB from a registry on the same machine, against the CLI on the same engine. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type NodeWindow, openWindow } from '../../e2e/support/node-window.ts';
import { registryAddress } from '../../support/bed/registry-address.ts';
import { pushImage } from '../../support/bed/registry-push.ts';
import { buildImage } from '../../support/images/image.ts';
import { ownRegistry } from '../../support/registry/own-registry.ts';
import { against, below, type Measured } from '../figure.ts';
import { type Bench, byTurns, type Group, timed } from '../group.ts';
import { cpuSeconds } from '../process-usage.ts';
import { dockerCli, runInto } from '../programs.ts';
import { median, worst } from '../statistics.ts';

const layers = 10;
const fullBytes = 500_000_000;
const quickBytes = 20_000_000;
const repository = 'bench/pull';

/** Bytes that do not compress: what is in the image is what travels. */
async function publish(base: string, bytes: number): Promise<void> {
  const file = () => ({ path: 'data', bytes: randomBytes(bytes / layers), mode: 0o644 });
  const image = buildImage({
    tags: [],
    layers: Array.from({ length: layers }, () => [file()]),
    config: { Cmd: ['/none'] },
  });
  await pushImage({ base, repository, tags: ['1'] }, image);
}

/** To the end of the job, as a window sees it. */
async function pullHere({ api, host }: NodeWindow, reference: string): Promise<void> {
  const { job: id } = await api.images.pull({ host, reference });
  for await (const jobs of api.jobs.watch({})) {
    const job = jobs.find((one) => one.id === id);
    if (!job || job.state === 'running') continue;
    if (job.state !== 'done') throw new Error(`the pull ${job.state}: ${job.problem?.detail}`);
    return;
  }
}

async function measure(bench: Bench, reference: string): Promise<Measured[]> {
  const { engine, raw, quick, scratch, say } = bench;
  const app = await bench.startApp();
  const window = await openWindow(app);
  const docker = await dockerCli();
  const remove = () => raw.ask('DELETE', `/images/${reference}?force=1`);
  const runs = quick ? 1 : 5;
  say(`pulling ${runs} times each: here, with docker pull`);
  const shares: number[] = [];
  // Once unmeasured: the registry's files are in the machine's memory for both.
  await pullHere(window, reference);
  const took = await byTurns(runs, {
    own: async () => {
      await remove();
      const before = await cpuSeconds(app.pid);
      const ms = await timed(() => pullHere(window, reference));
      shares.push((100_000 * ((await cpuSeconds(app.pid)) - before)) / ms);
      return ms;
    },
    docker: async () => {
      await remove();
      const env = { DOCKER_HOST: engine.dockerHost, DOCKER_CONFIG: scratch };
      return timed(() => runInto('/dev/null', [docker, 'pull', reference], env));
    },
  });
  window.close();
  await remove();
  const of = `median of ${runs}`;
  return [
    {
      ...{ name: 'pull', unit: 'ms', value: median(took.own), peer: median(took.docker), of },
      bar: against('docker pull', 1, 500),
      parts: `here ${took.own.map(Math.round).join(', ')}; docker ${took.docker.map(Math.round).join(', ')}`,
    },
    {
      ...{ name: 'pull-cpu', unit: '% of a core', value: worst(shares), of: `worst of ${runs}` },
      bar: below(10, '% of a core'),
      parts: 'the backend, while it passes the progress on',
    },
  ];
}

export const pull: Group = {
  name: 'pull',
  figures: ['pull', 'pull-cpu'],
  async run(bench) {
    // The one port that engines of the bed take without TLS and that nothing holds.
    const address = await registryAddress('slow');
    const registry = await ownRegistry({ address, data: join(bench.scratch, 'registry') });
    try {
      const bytes = bench.quick ? quickBytes : fullBytes;
      bench.say(`publishing an image of ${bytes / 1_000_000} MB`);
      await publish(`http://${address}`, bytes);
      return await measure(bench, `${address}/${repository}:1`);
    } finally {
      await registry.stop();
    }
  },
};
