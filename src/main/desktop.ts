/** The desktop shell after `ready`: the backend, the windows, the menu, the end. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, session } from 'electron';
import { shell, shellVersion } from '../contract/shell.ts';
import { createPortLink } from '../wire/links/port.ts';
import { serve } from '../wire/serve.ts';
import { servePage } from './app-protocol.ts';
import { startBackend } from './backend-process.ts';
import { guardContents, guardSession } from './guards.ts';
import { openDoor } from './ipc-door.ts';
import { menuTemplate } from './menu-template.ts';
import { appOrigin, extendedPath } from './policy.ts';
import { createSecrets } from './secrets.ts';
import { createShellHandlers } from './shell-handlers.ts';
import { focusWindow, openWindow } from './window.ts';
import { givenUp, quitQuestion, shellLanguage } from './words.ts';

export interface DesktopOptions {
  readonly stateFolder: string;
  /** The folder `out/`. */
  readonly built: string;
  /** Print the line that `npm start` waits for. */
  readonly announce: boolean;
}

export function runDesktop({ stateFolder, built, announce }: DesktopOptions): void {
  let mayQuit = false;
  let language = shellLanguage('system', app.getLocale());
  const drawMenu = () => {
    const { platform } = process;
    const template = menuTemplate({ platform, language, name: app.name, newWindow });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const newWindow = () =>
    openWindow({
      preload: join(built, 'preload/index.cjs'),
      mayClose: () =>
        mayQuit || process.platform === 'darwin' || BrowserWindow.getAllWindows().length > 1,
    });
  const showWindow = () => {
    if (!focusWindow()) newWindow();
  };

  guardContents();
  guardSession(session.defaultSession);
  servePage(join(built, 'renderer'));
  const handlers = createShellHandlers({
    secrets: createSecrets(join(app.getPath('userData'), 'secrets.json')),
    showWindow,
    setLanguage: (chosen) => {
      language = shellLanguage(chosen, app.getLocale());
      drawMenu();
    },
  });
  const backend = startBackend({
    file: join(built, 'main/backend.js'),
    stateFolder,
    version: app.getVersion(),
    env: {
      ...process.env,
      PATH: extendedPath(process.platform, process.env.PATH ?? '', homedir()),
    },
    // The link lives as long as its backend; `serve` holds it.
    serveShell: (port) =>
      void serve(shell, handlers, createPortLink(port), { version: shellVersion }),
    onGivenUp: () => dialog.showErrorBox('Longshore', givenUp[language]),
  });
  openDoor(backend.connect);
  drawMenu();

  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => {
    if (mayQuit) return;
    event.preventDefault();
    askToQuit().then(
      (yes) => {
        mayQuit = yes;
        if (yes) app.quit();
      },
      () => app.exit(1),
    );
  });
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    ended = true;
    void backend.end().then(() => app.quit());
  });

  async function askToQuit(): Promise<boolean> {
    const busy = await backend.busy();
    if (busy.jobs + busy.terminals === 0) return true;
    const words = quitQuestion(language, busy);
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: words.message,
      detail: words.detail,
      buttons: [words.quit, words.stay],
      defaultId: 1,
      cancelId: 1,
    });
    return response === 0;
  }

  newWindow().webContents.once('did-finish-load', () => {
    const line = { url: `${appOrigin}/`, shell: 'desktop', pid: process.pid };
    if (announce) process.stdout.write(`${JSON.stringify(line)}\n`);
  });
}
