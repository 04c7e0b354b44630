import { MessageChannel, Worker } from 'node:worker_threads';
import type { ClientOf } from '../../contract/define.ts';
import { connect } from '../../wire/connect.ts';
import { createPortLink } from '../../wire/links/port.ts';
import { type Analyser, analyser } from './analyser.ts';

export interface RunningWorker {
  readonly api: ClientOf<Analyser>;
  /** Resolves when it has ended, by itself or by `close`. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Built, the worker stands beside the program that starts it; from the source, beside this file. */
function workerFile(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? './worker.ts' : '../worker/layers.js', import.meta.url);
}

/** `folder`: where layers are remembered. */
export function startWorker(folder: string): RunningWorker {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(workerFile(), {
    workerData: { port: port2, folder },
    transferList: [port2],
    // What starts this process (a test's tools) is no business of the worker's.
    execArgv: [],
  });
  const client = connect(analyser, createPortLink(port1));
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  worker.once('error', () => client.close('The analyser failed.'));
  worker.once('exit', () => {
    client.close('The analyser has ended.');
    resolve();
  });
  return {
    api: client.api,
    ended,
    async close() {
      await worker.terminate();
      await ended;
    },
  };
}
