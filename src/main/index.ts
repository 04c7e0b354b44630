/** Electron's entry. Order matters: the scheme and the sandbox before `ready`, the lock before a window. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { stateFolder } from '../contract/state-folder.ts';
import { registerScheme } from './app-protocol.ts';
import { runDesktop } from './desktop.ts';

registerScheme();
app.enableSandbox();
app.setAppUserModelId('dev.longshore.desktop');

const { platform, env } = process;
const state = resolve(stateFolder({ platform, env, home: homedir() }));
// Before the lock, which lives in this folder: one instance for each state folder.
app.setPath('userData', join(state, 'desktop'));

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(
    () =>
      runDesktop({
        stateFolder: state,
        built: join(import.meta.dirname, '..'),
        announce: process.argv.includes('--announce'),
      }),
    () => app.exit(1),
  );
} else {
  app.quit();
}
