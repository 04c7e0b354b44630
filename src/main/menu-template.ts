import type { MenuItemConstructorOptions as Item } from 'electron';
import { type MenuWords, menuWords } from './words.ts';

export interface MenuOptions {
  readonly platform: string;
  readonly language: 'en' | 'zh-CN';
  /** The app's, for the first menu on macOS. */
  readonly name: string;
  readonly newWindow: () => void;
}

/**
 * The platform's usual shortcuts. On Linux and Windows no plain Ctrl and letter is taken: Ctrl-W,
 * Ctrl-R, Ctrl-N and Ctrl-Q belong to the program in the terminal, and the page copies by itself.
 */
export function menuTemplate({ platform, language, name, newWindow }: MenuOptions): Item[] {
  const words = menuWords[language];
  const isMac = platform === 'darwin';
  const key = (mac: string, other: string) => ({ accelerator: isMac ? mac : other });
  const edit = (role: NonNullable<Item['role']>, label: string): Item =>
    isMac ? { role, label } : { role, label, registerAccelerator: false };
  const quit: Item = { role: 'quit', label: words.quit, ...key('Cmd+Q', 'Ctrl+Shift+Q') };
  return [
    ...(isMac ? [appMenu(name, words, quit)] : []),
    {
      label: words.file,
      submenu: [
        { label: words.newWindow, click: newWindow, ...key('Cmd+N', 'Ctrl+Shift+N') },
        { role: 'close', label: words.close, ...key('Cmd+W', 'Ctrl+Shift+W') },
        ...(isMac ? [] : [{ type: 'separator' } as const, quit]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        edit('undo', words.undo),
        edit('redo', words.redo),
        { type: 'separator' },
        edit('cut', words.cut),
        edit('copy', words.copy),
        edit('paste', words.paste),
        edit('selectAll', words.selectAll),
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'zoomIn', label: words.zoomIn, accelerator: 'CmdOrCtrl+Plus' },
        // Plus sits on the key of = on most keyboards, and nobody presses Shift for it.
        {
          role: 'zoomIn',
          accelerator: 'CmdOrCtrl+=',
          visible: false,
          acceleratorWorksWhenHidden: true,
        },
        { role: 'zoomOut', label: words.zoomOut, accelerator: 'CmdOrCtrl+-' },
        { role: 'resetZoom', label: words.resetZoom, accelerator: 'CmdOrCtrl+0' },
        { type: 'separator' },
        { role: 'togglefullscreen', label: words.fullScreen, ...key('Ctrl+Cmd+F', 'F11') },
        { role: 'reload', label: words.reload, accelerator: 'CmdOrCtrl+Shift+R' },
        { role: 'toggleDevTools', label: words.devTools, ...key('Alt+Cmd+I', 'Ctrl+Shift+I') },
      ],
    },
    {
      label: words.window,
      role: 'windowMenu',
      submenu: [
        // Its own shortcut would be Ctrl-M, which is Enter.
        isMac
          ? { role: 'minimize', label: words.minimize }
          : { role: 'minimize', label: words.minimize, registerAccelerator: false },
        { role: 'zoom', label: words.maximize },
      ],
    },
  ];
}

function appMenu(name: string, words: MenuWords, quit: Item): Item {
  return {
    label: name,
    submenu: [
      { role: 'about', label: words.about },
      { type: 'separator' },
      { role: 'services', label: words.services },
      { type: 'separator' },
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      { type: 'separator' },
      quit,
    ],
  };
}
