/**
 * A scripted Electron: records what the shell sets up and lets a test play the other side. It can
 * drift from the real one, so `src/main` is also compiled against electron.d.ts, and the desktop e2e
 * project runs the same specs where a binary exists.
 */
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Electron's port: `on` with an event that holds `data`, silent until `start`. */
export class FakePort extends EventEmitter {
  readonly inner: MessagePort;
  constructor(inner: MessagePort) {
    super();
    this.inner = inner;
    inner.on('close', () => this.emit('close'));
  }
  postMessage(message: unknown): void {
    this.inner.postMessage(message);
  }
  start(): void {
    this.inner.on('message', (data) => this.emit('message', { data, ports: [] }));
  }
  close(): void {
    this.inner.close();
  }
}

export class FakeChild extends EventEmitter {
  readonly sent: Array<{ message: { kind: string }; ports: FakePort[] }> = [];
  killed = false;
  postMessage(message: { kind: string }, ports: FakePort[] = []): void {
    this.sent.push({ message, ports });
    this.emit('told', message);
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 1);
    return true;
  }
}

export class FakeContents extends EventEmitter {
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  reloads = 0;
  setWindowOpenHandler(handler: FakeContents['openHandler']): void {
    this.openHandler = handler;
  }
  getURL(): string {
    return 'app://longshore/containers';
  }
  reload(): void {
    this.reloads += 1;
  }
}

type Options = Record<string, unknown> & { webPreferences: Record<string, unknown> };

/** Everything that one start of the shell did. Make a new one for each start. */
export function createFakeElectron() {
  const calls: string[] = [];
  const note = (name: string) => calls.push(name);
  const children: FakeChild[] = [];
  const windows: FakeWindow[] = [];
  const opened: string[] = [];
  const answers = { dialogResponse: 0, savePath: '/tmp/out.log', backend: 'gnome_libsecret' };
  const asked: Array<{ kind: string; options: unknown }> = [];
  let handler: ((request: Request) => Promise<Response>) | undefined;
  const hooks: Record<string, (...args: never[]) => unknown> = {};
  const hook = (name: string) => (given: (...args: never[]) => unknown) => {
    note(name);
    hooks[name] = given;
  };
  const ready = Promise.withResolvers<void>();

  const app = Object.assign(new EventEmitter(), {
    name: 'Longshore',
    isLocked: false,
    paths: { downloads: '/home/person/Downloads' } as Record<string, string>,
    exits: [] as number[],
    enableSandbox: () => note('enableSandbox'),
    setAppUserModelId: () => note('setAppUserModelId'),
    setPath(name: string, path: string) {
      note(`setPath ${name}`);
      this.paths[name] = path;
    },
    getPath(name: string) {
      return this.paths[name] ?? '';
    },
    getVersion: () => '1.2.3',
    getLocale: () => 'en-US',
    requestSingleInstanceLock() {
      note('requestSingleInstanceLock');
      return !this.isLocked;
    },
    whenReady: () => ready.promise,
    exit(code: number) {
      this.exits.push(code);
    },
    /** In Electron's order: before-quit, each window's close, will-quit, quit. */
    quit() {
      note('quit');
      if (refused('before-quit')) return;
      for (const window of [...windows]) if (!window.close()) return;
      if (refused('will-quit')) return;
      note('ended');
    },
  });
  function refused(name: string): boolean {
    let prevented = false;
    app.emit(name, { preventDefault: () => (prevented = true) });
    return prevented;
  }

  class FakeWindow extends EventEmitter {
    static focused: FakeWindow | null = null;
    static getAllWindows = () => windows;
    static getFocusedWindow = () => FakeWindow.focused;
    readonly webContents = new FakeContents();
    readonly options: Options;
    loaded = '';
    isShown = false;
    constructor(options: Options) {
      super();
      note('BrowserWindow');
      this.options = options;
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    loadURL(url: string): Promise<void> {
      this.loaded = url;
      return Promise.resolve();
    }
    show(): void {
      this.isShown = true;
    }
    focus(): void {
      FakeWindow.focused = this;
    }
    maximize(): void {}
    restore(): void {}
    isMinimized = () => false;
    isMaximized = () => false;
    getNormalBounds = () => ({ x: 10, y: 20, width: 900, height: 700 });
    /** False when the shell refused. */
    close(): boolean {
      let prevented = false;
      this.emit('close', { preventDefault: () => (prevented = true) });
      if (prevented) return false;
      windows.splice(windows.indexOf(this), 1);
      if (windows.length === 0) app.emit('window-all-closed');
      return true;
    }
  }

  const electron = {
    app,
    BrowserWindow: FakeWindow,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: () => note('setApplicationMenu'),
    },
    MessageChannelMain: class {
      readonly port1: FakePort;
      readonly port2: FakePort;
      constructor() {
        const { port1, port2 } = new MessageChannel();
        this.port1 = new FakePort(port1);
        this.port2 = new FakePort(port2);
      }
    },
    Notification: class extends EventEmitter {
      static isSupported = () => true;
      show(): void {
        note('Notification.show');
      }
    },
    dialog: {
      showErrorBox: () => note('showErrorBox'),
      showMessageBox: (options: unknown) => {
        asked.push({ kind: 'message', options });
        return Promise.resolve({ response: answers.dialogResponse });
      },
      showSaveDialog: (options: unknown) => {
        asked.push({ kind: 'save', options });
        return Promise.resolve({ filePath: answers.savePath });
      },
      showOpenDialog: () => Promise.resolve({ filePaths: [] }),
    },
    ipcMain: new EventEmitter(),
    nativeTheme: { shouldUseDarkColors: true, themeSource: 'system' },
    powerMonitor: new EventEmitter(),
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown) => {
        note('registerSchemesAsPrivileged');
        asked.push({ kind: 'schemes', options: schemes });
      },
      handle: (_scheme: string, given: (request: Request) => Promise<Response>) => {
        note('protocol.handle');
        handler = given;
      },
    },
    safeStorage: {
      getSelectedStorageBackend: () => answers.backend,
      isAsyncEncryptionAvailable: () => {
        note('isAsyncEncryptionAvailable');
        return Promise.resolve(true);
      },
      encryptStringAsync: (text: string) =>
        Promise.resolve(Buffer.from([...text].reverse().join(''))),
      decryptStringAsync: (bytes: Buffer) =>
        Promise.resolve({
          result: [...bytes.toString()].reverse().join(''),
          shouldReEncrypt: false,
        }),
    },
    screen: {
      getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
    },
    session: {
      defaultSession: Object.assign(new EventEmitter(), {
        setPermissionRequestHandler: hook('permissionRequest'),
        setPermissionCheckHandler: hook('permissionCheck'),
        setDevicePermissionHandler: hook('devicePermission'),
        webRequest: { onBeforeRequest: hook('beforeRequest') },
      }),
    },
    shell: {
      openExternal: (url: string) => {
        opened.push(url);
        return Promise.resolve();
      },
    },
    utilityProcess: {
      fork(file: string, _args: string[], options: unknown) {
        note('fork');
        asked.push({ kind: 'fork', options: { file, ...(options as object) } });
        const child = new FakeChild();
        children.push(child);
        return child;
      },
    },
  };
  return {
    electron,
    calls,
    children,
    windows,
    opened,
    answers,
    asked,
    hooks,
    becomeReady: () => ready.resolve(),
    fetch: (path: string, accept = '*/*') =>
      handler?.(new Request(`app://longshore${path}`, { headers: { accept } })),
  };
}
export type FakeElectron = ReturnType<typeof createFakeElectron>;
