/** What the main process does for the backend (src/contract/shell.ts). */
import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog, Notification, nativeTheme, powerMonitor } from 'electron';
import type { HandlersOf } from '../contract/define.ts';
import { refuse } from '../contract/errors.ts';
import type { PowerEvent, shell } from '../contract/shell.ts';
import { openExternally } from './guards.ts';
import type { Secrets } from './secrets.ts';

export interface ShellHandlersOptions {
  readonly secrets: Secrets;
  /** Brings a window to the front, or opens one. */
  readonly showWindow: () => void;
  readonly setLanguage: (language: 'system' | 'en' | 'zh-CN') => void;
}

export function createShellHandlers(options: ShellHandlersOptions): HandlersOf<typeof shell> {
  const { secrets } = options;
  return {
    secrets: {
      kept: async () => ({ kept: await secrets.kept() }),
      read: async ({ name }) => ({ value: await secrets.read(name) }),
      write: async ({ name, value }) => {
        await secrets.write(name, value);
        return { kept: await secrets.kept() };
      },
      remove: async ({ name }) => {
        await secrets.remove(name);
        return {};
      },
    },
    files: {
      async choosePlaceToSave({ suggestedName, filters }) {
        const defaultPath = join(app.getPath('downloads'), basename(suggestedName));
        const asked = { defaultPath, filters };
        const window = BrowserWindow.getFocusedWindow();
        const { filePath } = await (window
          ? dialog.showSaveDialog(window, asked)
          : dialog.showSaveDialog(asked));
        return filePath ? { kind: 'path', path: filePath } : { kind: 'cancelled' };
      },
      async chooseFileToOpen({ filters }) {
        const asked = { filters, properties: ['openFile' as const] };
        const window = BrowserWindow.getFocusedWindow();
        const { filePaths } = await (window
          ? dialog.showOpenDialog(window, asked)
          : dialog.showOpenDialog(asked));
        const [path] = filePaths;
        return path ? { kind: 'path', path } : { kind: 'cancelled' };
      },
    },
    desktop: {
      async notify({ title, body }) {
        if (BrowserWindow.getFocusedWindow() || !Notification.isSupported())
          return { shown: false };
        const notification = new Notification({ title, body });
        notification.on('click', options.showWindow);
        notification.show();
        return { shown: true };
      },
      async openExternal({ url }) {
        if (openExternally(url)) return {};
        throw refuse('bad-input', 'Only https addresses without a password are opened.');
      },
      async follow({ theme, language }) {
        nativeTheme.themeSource = theme;
        options.setLanguage(language);
        return {};
      },
      power: (_input, { signal }) => powerEvents(signal),
    },
  };
}

async function* powerEvents(signal: AbortSignal): AsyncGenerator<PowerEvent> {
  const waiting: PowerEvent[] = [];
  let wake = () => {};
  const push = (event: PowerEvent) => {
    waiting.push(event);
    wake();
  };
  const onSuspend = () => push('suspend');
  const onResume = () => push('resume');
  const onAbort = () => wake();
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('resume', onResume);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    while (!signal.aborted) {
      const next = waiting.shift();
      if (next) yield next;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    powerMonitor.off('suspend', onSuspend);
    powerMonitor.off('resume', onResume);
    signal.removeEventListener('abort', onAbort);
  }
}
