import type { Link } from '../../../wire/link.ts';
import { openDesktopPort } from './desktop-port.ts';
import { openWebSocketSession } from './web-socket-session.ts';

/**
 * One link to the backend, whichever shell this is; who wants to stay connected calls again when it
 * closes. Throws `NoSessionError` (`reason: 'no-session'`) when trying again does not help.
 */
export function openLink(): Promise<Link> {
  return window.longshore ? openDesktopPort(window.longshore) : openWebSocketSession();
}
