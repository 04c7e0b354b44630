/** Runs in a thread of its own: a large archive must not keep the backend from a keystroke. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { createPortLink } from '../../wire/links/port.ts';
import { serve } from '../../wire/serve.ts';
import { analyser } from './analyser.ts';
import { createAnalyser } from './create-analyser.ts';
import { receiveLanes } from './lane-port.ts';
import { openLayerFiles } from './layer-files.ts';

interface WorkerData {
  readonly port: MessagePort;
  readonly lanes: MessagePort;
  readonly folder: string;
}

const { port, lanes, folder } = workerData as WorkerData;
const handlers = createAnalyser(openLayerFiles(folder), receiveLanes(lanes));

serve(analyser, handlers, createPortLink(port), {
  onInternalError: (error, operation) => {
    process.stderr.write(`${operation}: ${error instanceof Error ? error.stack : String(error)}\n`);
  },
});
