/**
 * The window's way to the backend on the desktop: the preload asks the main process for a message
 * port and hands it over by `window.postMessage` (ports do not pass the context bridge).
 */
import type { Link } from '../../../wire/link.ts';
import { createPortLink } from '../../../wire/links/port.ts';

/** What the preload exposes as `window.longshore`. Nothing else of Electron reaches the page. */
export interface DesktopBridge {
  readonly kind: 'desktop';
  /** Asks for a port; the message that carries it holds the same nonce. */
  connect(nonce: string): void;
}

declare global {
  interface Window {
    readonly longshore?: DesktopBridge;
  }
}

const patienceMs = 10_000;

/** A link to the backend of this moment; after a restart of the backend, ask again. */
export function openDesktopPort(bridge: DesktopBridge): Promise<Link> {
  const nonce = crypto.randomUUID();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      removeEventListener('message', take);
    };
    const take = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.origin !== location.origin) return;
      if (event.data !== nonce || !port) return;
      stop();
      resolve(createPortLink(port));
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('Longshore does not answer.'));
    }, patienceMs);
    // The page listens before it asks.
    addEventListener('message', take);
    bridge.connect(nonce);
  });
}
