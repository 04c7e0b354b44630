import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shell, shellVersion } from '../../src/contract/shell.ts';
import { connect } from '../../src/wire/connect.ts';
import { createPortLink } from '../../src/wire/links/port.ts';
import { type DesktopBed, ownFrame, startDesktop } from './desktop-bed.ts';
import type { FakeChild } from './fake-electron.ts';

let bed: DesktopBed;
beforeEach(async () => {
  bed = await startDesktop();
});
afterEach(() => bed.stop());

function child(index = bed.fake.children.length - 1): FakeChild {
  const found = bed.fake.children[index];
  if (!found) throw new Error('the backend was not started');
  return found;
}

/** Plays the backend that is asked what would be lost, and that ends when told to. */
function play({ jobs, terminals }: { jobs: number; terminals: number }): void {
  child().on('told', ({ kind }: { kind: string }) => {
    if (kind === 'busy?') child().emit('message', { kind: 'busy', jobs, terminals });
    if (kind === 'end') child().emit('exit', 0);
  });
}

/** The backend's client of the shell contract, on the port that it was started with. */
function shellClient() {
  const port = child().sent[0]?.ports[0];
  if (!port) throw new Error('the backend got no port');
  return connect(shell, createPortLink(port), { version: shellVersion });
}

describe('starting', () => {
  it('starts the backend after ready, with its folder and a port for the shell contract', () => {
    const { calls, asked } = bed.fake;
    expect(calls.indexOf('fork')).toBeGreaterThan(calls.indexOf('requestSingleInstanceLock'));
    expect(asked.find(({ kind }) => kind === 'fork')?.options).toMatchObject({
      file: expect.stringMatching(/main[\\/]backend\.js$/),
      env: { PATH: expect.stringContaining('/usr/local/bin') },
    });
    const [start] = child().sent;
    expect(start?.message).toEqual({
      kind: 'start',
      stateFolder: bed.state,
      version: '1.2.3',
      restarted: false,
    });
    expect(start?.ports).toHaveLength(1);
    expect(bed.fake.electron.app.paths.userData).toBe(join(bed.state, 'desktop'));
  });

  it('is one instance: a second start opens nothing, and the first comes to the front', async () => {
    const [window] = bed.fake.windows;
    bed.fake.electron.app.emit('second-instance');
    expect(window?.isShown).toBe(true);
    expect(bed.fake.windows).toHaveLength(1);
    const second = await startDesktop({ isLocked: true });
    expect(second.fake.calls).toContain('ended');
    expect(second.fake.windows).toHaveLength(0);
    second.stop();
  });

  it('shows the window when there is something to see', () => {
    const [window] = bed.fake.windows;
    expect(window?.options).toMatchObject({ show: false, backgroundColor: '#14181b' });
    expect(window?.isShown).toBe(false);
    window?.emit('ready-to-show');
    expect(window?.isShown).toBe(true);
  });

  it('remembers the bounds of the window', async () => {
    const [window] = bed.fake.windows;
    window?.emit('close', { preventDefault: () => undefined });
    const file = join(bed.state, 'desktop/window.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      x: 10,
      y: 20,
      width: 900,
      height: 700,
      maximized: false,
    });
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  it('reloads a page whose process died, but not for ever', () => {
    const contents = bed.fake.windows[0]?.webContents;
    for (let count = 0; count < 9; count += 1) {
      contents?.emit('render-process-gone', {}, { reason: 'crashed' });
    }
    expect(contents?.reloads).toBe(5);
  });
});

describe('a backend that dies', () => {
  it('is started again, said to be, and gets the windows’ new ports', () => {
    const first = child();
    first.emit('exit', 9);
    const second = child();
    expect(second).not.toBe(first);
    expect(second.sent[0]?.message).toMatchObject({ kind: 'start', restarted: true });
    expect(bed.askForPort(ownFrame)).toBeDefined();
    expect(second.sent.at(-1)?.message).toEqual({ kind: 'window' });
    expect(first.sent.filter(({ message }) => message.kind === 'window')).toHaveLength(0);
  });

  it('is given up after five restarts in a minute, with a sentence', () => {
    for (let count = 0; count < 6; count += 1) child().emit('exit', 9);
    expect(bed.fake.children).toHaveLength(6);
    expect(bed.fake.calls).toContain('showErrorBox');
  });
});

describe('quitting', () => {
  const { app } = { app: () => bed.fake.electron.app };

  it('asks nothing when nothing runs, and ends the backend first', async () => {
    play({ jobs: 0, terminals: 0 });
    app().quit();
    await vi.waitUntil(() => bed.fake.calls.includes('ended'));
    expect(bed.fake.asked.some(({ kind }) => kind === 'message')).toBe(false);
    expect(child(0).sent.at(-1)?.message).toEqual({ kind: 'end' });
    expect(bed.fake.children).toHaveLength(1);
  });

  it('asks when jobs or terminals run, and stays when told to', async () => {
    play({ jobs: 1, terminals: 2 });
    bed.fake.answers.dialogResponse = 1;
    // The last window's close is a wish to quit.
    expect(bed.fake.windows[0]?.close()).toBe(false);
    await vi.waitUntil(() => bed.fake.asked.some(({ kind }) => kind === 'message'));
    expect(bed.fake.asked.find(({ kind }) => kind === 'message')?.options).toMatchObject({
      message: 'Quit Longshore?',
      detail: 'This ends 1 running job and 2 open terminals.',
      defaultId: 1,
      cancelId: 1,
    });
    expect(bed.fake.windows).toHaveLength(1);
    expect(child().sent.some(({ message }) => message.kind === 'end')).toBe(false);
    bed.fake.answers.dialogResponse = 0;
    app().quit();
    await vi.waitUntil(() => bed.fake.calls.includes('ended'));
    expect(bed.fake.windows).toHaveLength(0);
  });

  it('does not wait for a backend that hangs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    app().quit();
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(3_000);
    vi.useRealTimers();
    expect(child(0).killed).toBe(true);
    await vi.waitUntil(() => bed.fake.calls.includes('ended'));
  });
});

describe('the shell contract on the backend’s port', () => {
  it('keeps secrets encrypted in a file of the person alone, and asks no keychain before', async () => {
    expect(bed.fake.calls).not.toContain('isAsyncEncryptionAvailable');
    const { api, close } = shellClient();
    expect(await api.secrets.write({ name: 'registry:x', value: 'hunter2' })).toEqual({
      kept: 'encrypted',
    });
    const file = join(bed.state, 'desktop/secrets.json');
    expect(readFileSync(file, 'utf8')).not.toContain('hunter2');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await api.secrets.read({ name: 'registry:x' })).toEqual({ value: 'hunter2' });
    await api.secrets.remove({ name: 'registry:x' });
    expect(await api.secrets.read({ name: 'registry:x' })).toEqual({ value: null });
    close();
  });

  it.runIf(process.platform === 'linux')(
    'keeps them for the session when only basic_text is there',
    async () => {
      bed.fake.answers.backend = 'basic_text';
      const { api, close } = shellClient();
      expect(await api.secrets.write({ name: 'a', value: 'b' })).toEqual({ kept: 'session' });
      expect(await api.secrets.read({ name: 'a' })).toEqual({ value: 'b' });
      expect(existsSync(join(bed.state, 'desktop/secrets.json'))).toBe(false);
      close();
    },
  );

  it('asks where to save, under a name without folders', async () => {
    const { api, close } = shellClient();
    const place = await api.files.choosePlaceToSave({ suggestedName: '../../etc/web.log' });
    expect(place).toEqual({ kind: 'path', path: '/tmp/out.log' });
    expect(bed.fake.asked.find(({ kind }) => kind === 'save')?.options).toMatchObject({
      defaultPath: '/home/person/Downloads/web.log',
    });
    expect(await api.files.chooseFileToOpen({})).toEqual({ kind: 'cancelled' });
    close();
  });

  it('opens https only', async () => {
    const { api, close } = shellClient();
    await api.desktop.openExternal({ url: 'https://a.example/' });
    await expect(api.desktop.openExternal({ url: 'file:///etc/passwd' })).rejects.toMatchObject({
      code: 'bad-input',
    });
    expect(bed.fake.opened).toEqual(['https://a.example/']);
    close();
  });

  it('notifies only while no window has the focus, and follows theme and language', async () => {
    const { api, close } = shellClient();
    const notice = { title: 'Pulled', body: 'nginx' };
    expect(await api.desktop.notify(notice)).toEqual({ shown: true });
    bed.fake.windows[0]?.focus();
    expect(await api.desktop.notify(notice)).toEqual({ shown: false });
    const menus = bed.fake.calls.filter((call) => call === 'setApplicationMenu').length;
    await api.desktop.follow({ theme: 'dark', language: 'zh-CN' });
    expect(bed.fake.electron.nativeTheme.themeSource).toBe('dark');
    expect(bed.fake.calls.filter((call) => call === 'setApplicationMenu')).toHaveLength(menus + 1);
    close();
  });

  it('tells suspend and resume, and stops listening when nobody does', async () => {
    const { api, close } = shellClient();
    const { powerMonitor } = bed.fake.electron;
    const seen: string[] = [];
    const listening = (async () => {
      for await (const event of api.desktop.power({})) {
        seen.push(event);
        if (seen.length === 2) break;
      }
    })();
    await vi.waitUntil(() => powerMonitor.listenerCount('suspend') === 1);
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
    await listening;
    expect(seen).toEqual(['suspend', 'resume']);
    await vi.waitUntil(() => powerMonitor.listenerCount('suspend') === 0);
    close();
  });
});
