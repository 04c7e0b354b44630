/** Runs in Electron's utility process: the backend, told what to do by the main process. */
import { createBackend } from '../backend/create-backend.ts';
import { contract, contractVersion } from '../contract/index.ts';
import { shell, shellVersion } from '../contract/shell.ts';
import { connect } from '../wire/connect.ts';
import { createPortLink, type PortLike } from '../wire/links/port.ts';
import { serve } from '../wire/serve.ts';
import type { FromBackend, ToBackend } from './backend-messages.ts';

interface ParentMessage {
  readonly data: ToBackend;
  readonly ports: readonly PortLike[];
}

/** `process.parentPort` of a utility process (api/parent-port); its messages wait for a listener. */
interface ParentPort {
  on(event: 'message', listener: (message: ParentMessage) => void): void;
  postMessage(message: FromBackend): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
let backend: ReturnType<typeof createBackend> | undefined;

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

function start(message: ToBackend & { kind: 'start' }, port: PortLike): void {
  const { stateFolder, version, restarted } = message;
  const { api } = connect(shell, createPortLink(port), { version: shellVersion });
  const { platform, env } = process;
  backend = createBackend({
    stateFolder,
    shell: api,
    version,
    platform,
    env,
    log,
    restarted,
    shellKind: 'desktop',
  });
}

parentPort.on('message', ({ data, ports: [port] }) => {
  if (data.kind === 'start' && port) start(data, port);
  else if (data.kind === 'window' && port && backend) {
    serve(contract, backend.handlers, createPortLink(port), {
      version: contractVersion,
      onInternalError: (error, operation) => log(`${operation}: ${String(error)}`),
    });
  } else if (data.kind === 'busy?') {
    parentPort.postMessage({ kind: 'busy', ...(backend?.busy() ?? { jobs: 0, terminals: 0 }) });
  } else if (data.kind === 'end') {
    (backend?.close() ?? Promise.resolve()).finally(() => process.exit(0));
  }
});
