import {
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
} from 'electron';
import type { FromBackend, ToBackend } from './backend-messages.ts';
import { createRestartLimit } from './policy.ts';

export interface BackendOptions {
  /** Path of the built backend. */
  readonly file: string;
  readonly stateFolder: string;
  readonly version: string;
  readonly env: Record<string, string | undefined>;
  /** Serves the shell contract on a new backend's port. */
  readonly serveShell: (port: MessagePortMain) => void;
  /** It died too often to be started again. */
  readonly onGivenUp: () => void;
}

export interface BackendProcess {
  /** Gives a window's port to the backend of this moment. */
  connect(port: MessagePortMain): void;
  /** What would be lost by quitting; nothing when it does not answer within a second. */
  busy(): Promise<{ readonly jobs: number; readonly terminals: number }>;
  /** Ends it, at most three seconds. */
  end(): Promise<void>;
}

const answerMs = 1_000;
const endMs = 3_000;

/** Runs the backend apart from input and windows; call after `ready` (api/utility-process). */
export function startBackend(options: BackendOptions): BackendProcess {
  const mayRestart = createRestartLimit(5, 60_000);
  let ending = false;
  let child = launch(false);

  function launch(restarted: boolean): UtilityProcess | undefined {
    const { file, stateFolder, version, env } = options;
    const next = utilityProcess.fork(file, [], { serviceName: 'Longshore backend', env });
    const { port1, port2 } = new MessageChannelMain();
    options.serveShell(port1);
    next.postMessage({ kind: 'start', stateFolder, version, restarted } satisfies ToBackend, [
      port2,
    ]);
    next.once('exit', () => {
      child = undefined;
      if (ending) return;
      if (mayRestart()) child = launch(true);
      else options.onGivenUp();
    });
    return next;
  }

  return {
    connect(port) {
      if (child) child.postMessage({ kind: 'window' } satisfies ToBackend, [port]);
      else port.close();
    },
    busy() {
      const asked = child;
      if (!asked) return Promise.resolve({ jobs: 0, terminals: 0 });
      return new Promise((resolve) => {
        const settle = (answer: { jobs: number; terminals: number }) => {
          clearTimeout(timer);
          asked.off('message', take);
          resolve(answer);
        };
        const take = (message: FromBackend) => {
          if (message.kind === 'busy') settle(message);
        };
        const timer = setTimeout(() => settle({ jobs: 0, terminals: 0 }), answerMs);
        asked.on('message', take);
        asked.postMessage({ kind: 'busy?' } satisfies ToBackend);
      });
    },
    end() {
      ending = true;
      const last = child;
      if (!last) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => last.kill(), endMs);
        last.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        last.postMessage({ kind: 'end' } satisfies ToBackend);
      });
    },
  };
}
