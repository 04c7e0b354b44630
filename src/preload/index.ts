/** The whole bridge: ask for a port, hand it to the page. Ports do not pass the context bridge. */
import { contextBridge, ipcRenderer } from 'electron';

ipcRenderer.on('longshore:port', (event, nonce: unknown) => {
  window.postMessage(nonce, window.location.origin, [...event.ports]);
});

contextBridge.exposeInMainWorld(
  'longshore',
  Object.freeze({
    kind: 'desktop',
    connect(nonce: unknown): void {
      ipcRenderer.send('longshore:connect', String(nonce));
    },
  }),
);
