/** 20 MB printed in a terminal: through the backend and the wire, and with the docker CLI. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ContainerId } from '../../../src/contract/ids.ts';
import { type NodeWindow, openWindow } from '../../e2e/support/node-window.ts';
import { against, type Measured } from '../figure.ts';
import { type Bench, byTurns, type Group, timed } from '../group.ts';
import { dockerCli, runInto } from '../programs.ts';
import { median } from '../statistics.ts';

const size = { columns: 120, rows: 30 };
const lineBytes = 80;

export interface Printed {
  readonly id: ContainerId;
  readonly lines: number;
  /** As a TTY gives them: with a carriage return for each line. */
  readonly ttyBytes: number;
}

export const lineOf = (): string =>
  'The harbour master counts every ship that comes and goes. '.repeat(2).slice(0, lineBytes - 1);

/** A running container with the file /tmp/text. */
export async function writeText({ raw, quick }: Bench): Promise<Printed> {
  const lines = (quick ? 1_000_000 : 20_000_000) / lineBytes;
  const id = await raw.run({
    Image: 'longshore/busybox:1',
    Cmd: ['sleep', '3600'],
    Env: [`LINE=${lineOf()}`],
  });
  const { code } = await raw.exec(id, ['sh', '-c', `yes "$LINE" | head -n ${lines} > /tmp/text`]);
  if (code !== 0) throw new Error('the text could not be written');
  return { id: ContainerId.parse(id), lines, ttyBytes: lines * (lineBytes + 1) };
}

/**
 * From the opening of the terminal to its last byte. The program waits for a key, so that nothing
 * is printed before somebody looks.
 */
async function print({ api, host }: NodeWindow, text: Printed): Promise<void> {
  const { id } = await api.terminals.open({
    target: {
      ...{ kind: 'exec', host, container: text.id },
      command: ['sh', '-c', 'read key; exec cat /tmp/text'],
    },
    size,
  });
  const view = api.terminals.view({ terminal: id, size });
  await view.send(new TextEncoder().encode('\r'));
  let received = 0;
  for await (const chunk of view) received += chunk.byteLength;
  await api.terminals.close({ terminal: id });
  if (received < text.ttyBytes) throw new Error(`${received} of ${text.ttyBytes} bytes came`);
}

async function run(bench: Bench): Promise<Measured[]> {
  const { engine, raw, quick, scratch, say } = bench;
  const text = await writeText(bench);
  const app = await bench.startApp();
  const window = await openWindow(app);
  const docker = await dockerCli();
  const file = join(scratch, 'terminal');
  const command = `${docker} exec -t ${text.id} cat /tmp/text`;
  const runs = quick ? 1 : 5;
  say(`printing ${text.ttyBytes} bytes in a terminal, ${runs} times each`);
  const took = await byTurns(runs, {
    own: () => timed(() => print(window, text)),
    docker: async () => {
      const ms = await timed(() =>
        runInto('/dev/null', ['script', '-q', '-e', '-c', command, file], {
          DOCKER_HOST: engine.dockerHost,
        }),
      );
      const written = (await stat(file)).size;
      if (written < text.ttyBytes) throw new Error(`docker exec wrote ${written} bytes`);
      return ms;
    },
  });
  window.close();
  await raw.request('DELETE', `/containers/${text.id}?force=1`);
  const seconds = (all: readonly number[]) => all.map((ms) => (ms / 1000).toFixed(2)).join(', ');
  return [
    {
      ...{ name: 'exec-20mb', unit: 's', of: `median of ${runs}` },
      ...{ value: median(took.own) / 1000, peer: median(took.docker) / 1000 },
      bar: against('docker exec -t under script', 1.2),
      parts: `runs here ${seconds(took.own)} s; docker exec ${seconds(took.docker)} s`,
    },
  ];
}

export const exec20mb: Group = { name: 'exec-20mb', figures: ['exec-20mb'], run };
