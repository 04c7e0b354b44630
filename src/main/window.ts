import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { fitBounds, minimumSize, readBounds, writeBounds } from './bounds.ts';
import { appOrigin, createRestartLimit, webPreferences } from './policy.ts';

export interface WindowOptions {
  readonly preload: string;
  /** False: the close is taken as a wish to quit. */
  readonly mayClose: () => boolean;
}

/** The only place that makes a window: remembered bounds, shown when there is something to see. */
export function openWindow({ preload, mayClose }: WindowOptions): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const saved = readBounds(file);
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...fitBounds(saved, areas),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Longshore',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14181b' : '#fbfcfc',
    webPreferences: webPreferences(preload),
  });
  if (saved?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    writeBounds(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    if (mayClose()) return;
    event.preventDefault();
    app.quit();
  });
  const mayReload = createRestartLimit(5, 60_000);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && mayReload()) window.webContents.reload();
  });
  // Rejects when the window is closed while it loads.
  window.loadURL(`${appOrigin}/`).catch(() => undefined);
  return window;
}

/** Brings the first window to the front; false when there is none. */
export function focusWindow(): boolean {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return false;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  return true;
}
