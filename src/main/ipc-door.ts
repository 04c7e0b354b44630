/** The only raw IPC of the main process: a page asks for a port to the backend. */
import { ipcMain, MessageChannelMain, type MessagePortMain } from 'electron';
import { isTrustedSender } from './policy.ts';

/** `connect` hands its port to the backend. A page that reloads asks anew; its old port closes. */
export function openDoor(connect: (port: MessagePortMain) => void): void {
  ipcMain.on('longshore:connect', (event, nonce: unknown) => {
    const frame = event.senderFrame;
    if (!frame || !isTrustedSender(frame)) return;
    if (typeof nonce !== 'string' || nonce.length > 64) return;
    // The child's parentPort cannot transfer ports, so the channel is made here (api/utility-process).
    const { port1, port2 } = new MessageChannelMain();
    connect(port1);
    frame.postMessage('longshore:port', nonce, [port2]);
  });
}
