/** Runs in a thread of its own: a large archive must not keep the backend from a keystroke. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { createPortLink } from '../../wire/links/port.ts';
import { serve } from '../../wire/serve.ts';
import { analyser } from './analyser.ts';
import { createAnalyser } from './create-analyser.ts';
import { openLayerFiles } from './layer-files.ts';

const { port, folder } = workerData as { readonly port: MessagePort; readonly folder: string };

serve(analyser, createAnalyser(openLayerFiles(folder)), createPortLink(port), {
  onInternalError: (error, operation) => {
    process.stderr.write(`${operation}: ${error instanceof Error ? error.stack : String(error)}\n`);
  },
});
