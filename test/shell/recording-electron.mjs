/** Preloaded with --import: `electron` becomes a recorder that prints each call and returns nothing. */
import { registerHooks } from 'node:module';
import process from 'node:process';

const exported = readNames();
globalThis.recordElectron = (path) => record(path);

function record(path) {
  return new Proxy(function nothing() {}, {
    get: (_target, key) => record(`${path}.${String(key)}`),
    apply: () => {
      process.stdout.write(`${path}\n`);
      return undefined;
    },
  });
}

function readNames() {
  return ['app', 'BrowserWindow', 'Menu', 'MessageChannelMain', 'Notification', 'dialog', 'ipcMain']
    .concat(['nativeTheme', 'powerMonitor', 'protocol', 'safeStorage', 'screen', 'session'])
    .concat(['shell', 'utilityProcess']);
}

const source = exported
  .map((name) => `export const ${name} = globalThis.recordElectron('${name}');`)
  .join('\n');

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: 'recorded:electron', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === 'recorded:electron'
      ? { format: 'module', source, shortCircuit: true }
      : next(url, context),
});
