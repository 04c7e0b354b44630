/** Puts the policy on Electron's hooks: for the session once, for every web contents as it is made. */
import { app, type Session, shell } from 'electron';
import { isAllowedPermission, isAllowedRequest, isExternalUrl, isOwnUrl } from './policy.ts';

/** In the request and the check handler (electron#37158): one alone leaves a way. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, done) =>
    done(isAllowedPermission(permission, contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    isAllowedPermission(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, done) =>
    done({ cancel: !isAllowedRequest(details.url) }),
  );
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:app://longshore/')) event.preventDefault();
  });
}

/** Before the first window: nothing navigates away, nothing opens, nothing is embedded. */
export function guardContents(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-frame-navigate', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openExternally(url);
      return { action: 'deny' };
    });
  });
}

/** True when the address was one that may be opened. */
export function openExternally(url: string): boolean {
  if (!isExternalUrl(url)) return false;
  // A desktop without a browser refuses; there is nothing to do about it here.
  shell.openExternal(url).catch(() => undefined);
  return true;
}
