/** What the web shell does for the backend: little, and it says so. The browser has the dialogs. */
import type { HandlersOf } from '../contract/define.ts';
import { refuse } from '../contract/errors.ts';
import { type ShellPort, shell, shellVersion } from '../contract/shell.ts';
import { connect } from '../wire/connect.ts';
import { createMemoryLinks } from '../wire/links/memory.ts';
import { serve } from '../wire/serve.ts';

export interface WebShellPort {
  readonly port: ShellPort;
  close(): void;
}

/** Secrets live as long as the process: nothing on a headless machine keeps them safely by itself. */
export function createWebShellPort(): WebShellPort {
  const [ours, theirs] = createMemoryLinks();
  const served = serve(shell, webShellHandlers(), ours, {
    version: shellVersion,
  });
  const { api } = connect(shell, theirs, { version: shellVersion });
  return { port: api, close: () => served.close() };
}

function webShellHandlers(): HandlersOf<typeof shell> {
  const secrets = new Map<string, string>();
  return {
    secrets: {
      kept: async () => ({ kept: 'session' }),
      read: async ({ name }) => ({ value: secrets.get(name) ?? null }),
      write: async ({ name, value }) => {
        secrets.set(name, value);
        return { kept: 'session' };
      },
      remove: async ({ name }) => {
        secrets.delete(name);
        return {};
      },
    },
    files: {
      choosePlaceToSave: async () => ({ kind: 'elsewhere' }),
      chooseFileToOpen: async () => ({ kind: 'elsewhere' }),
    },
    desktop: {
      notify: async () => ({ shown: false }),
      openExternal: async () => {
        throw refuse('not-supported', 'The browser opens links itself.');
      },
      follow: async () => ({}),
      // A browser tab is never told of suspend and resume: this stream only ends.
      async *power(_input, { signal }) {
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          else signal.addEventListener('abort', () => resolve(), { once: true });
        });
      },
    },
  };
}
