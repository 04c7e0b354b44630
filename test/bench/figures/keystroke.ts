/** From a key to its echo in a terminal. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ContainerId } from '../../../src/contract/ids.ts';
import { type NodeWindow, openWindow } from '../../e2e/support/node-window.ts';
import { atMost } from '../figure.ts';
import type { Bench, Group } from '../group.ts';
import { rawExec } from '../raw-exec.ts';
import { percentile } from '../statistics.ts';

const size = { columns: 120, rows: 30 };
/** Between two keys: nobody types faster, and nothing waits when the next one comes. */
const pauseMs = 25;
export const keysInARow = 40;

/** Something that one types into and that echoes. */
interface Line {
  readonly output: AsyncIterator<Uint8Array>;
  type(key: string): Promise<void>;
  end(): Promise<void>;
}

export async function ownLine(
  { api, host }: Pick<NodeWindow, 'api' | 'host'>,
  container: ContainerId,
): Promise<Line> {
  const { id: terminal } = await api.terminals.open({
    target: { kind: 'exec', host, container, command: ['cat'] },
    size,
  });
  const view = api.terminals.view({ terminal, size });
  return {
    output: view[Symbol.asyncIterator](),
    type: (key) => view.send(new TextEncoder().encode(key)),
    end: async () => {
      await api.terminals.close({ terminal });
    },
  };
}

export async function engineLine({ raw }: Bench, container: string): Promise<Line> {
  const socket = await rawExec(raw, container, ['cat']);
  return {
    output: socket[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>,
    type: async (key) => {
      socket.write(key);
    },
    end: async () => {
      socket.destroy();
    },
  };
}

/** The times from each key to its echo, in milliseconds. */
export async function type(line: Line, count: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const key = String.fromCharCode(97 + (n % 26));
    const from = performance.now();
    const [{ value, done }] = await Promise.all([line.output.next(), line.type(key)]);
    const ms = performance.now() - from;
    const echo = done ? '' : new TextDecoder().decode(value);
    if (echo !== key) throw new Error(`typed ${key}, came back ${JSON.stringify(echo)}`);
    took.push(ms);
    await sleep(pauseMs);
  }
  return took;
}

async function echoes(bench: Bench, container: ContainerId) {
  const app = await bench.startApp();
  const window = await openWindow(app);
  const lines = {
    own: await ownLine(window, container),
    engine: await engineLine(bench, container),
  };
  const took = { own: [] as number[], engine: [] as number[] };
  await type(lines.own, 5);
  await type(lines.engine, 5);
  for (let row = 0; row < (bench.quick ? 1 : 5); row += 1) {
    took.own.push(...(await type(lines.own, keysInARow)));
    took.engine.push(...(await type(lines.engine, keysInARow)));
  }
  await lines.own.end();
  await lines.engine.end();
  window.close();
  return took;
}

export const keystroke: Group = {
  name: 'keystroke',
  figures: ['keystroke'],
  async run(bench) {
    bench.say('typing');
    const id = await bench.raw.run({ Image: 'longshore/busybox:1', Cmd: ['sleep', '3600'] });
    const took = await echoes(bench, ContainerId.parse(id)).finally(() =>
      bench.raw.request('DELETE', `/containers/${id}?force=1`),
    );
    const own = percentile(took.own, 0.95);
    const engine = percentile(took.engine, 0.95);
    return [
      {
        ...{ name: 'keystroke', unit: 'ms', value: own, peer: engine, bar: atMost(10, 'ms') },
        of: `p95 of ${took.own.length}; peer: the engine's own connection`,
        parts: `median ${percentile(took.own, 0.5).toFixed(1)} ms; the engine itself p95 ${engine.toFixed(1)} ms`,
      },
    ];
  },
};
