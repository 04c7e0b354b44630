import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { chromiumFlags } from '../support/chromium.ts';
import { atRest } from './at-rest.ts';
import { connectDevtools, type Devtools } from './devtools.ts';

/**
 * Chromium, driven over the DevTools protocol without its network domain: that copies every frame
 * of a WebSocket and makes it three times slower, and Playwright always turns it on.
 */
export interface Browser {
  /** A tab of its own context: no cache, no storage of another. Chromium rests when it comes. */
  openPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface Page {
  /** Runs before any script of each page that is opened from now on. */
  onNewDocument(source: string): Promise<void>;
  /** Comes back when the new page has begun. */
  goto(url: string): Promise<void>;
  /** Runs a function in the page and gives what it (or its promise) gives. */
  run<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  /** A key as a keyboard sends it: one character, `Backspace` or `Enter`. */
  press(key: string): Promise<void>;
  click(selector: string): Promise<void>;
  close(): Promise<void>;
}

const limitMs = 30_000;
const flags = [
  ...chromiumFlags,
  '--headless=new',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--window-size=1280,800',
  '--lang=en-US',
  '--remote-debugging-port=0',
];

async function devtoolsAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stderr })) {
    const [, url] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('Chromium ended at its start');
}

export async function launchBrowser(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'longshore-chromium-'));
  const child = spawn(
    process.env.LONGSHORE_CHROMIUM ?? '/usr/bin/chromium',
    [...flags, `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const failed = once(child, 'error').then(([error]) => Promise.reject(error));
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const address = await Promise.race([devtoolsAddress(child.stderr), failed]);
  clearTimeout(timer);
  child.stderr.resume();
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await once(socket, 'open');
  const devtools = connectDevtools(socket);
  return {
    openPage: async () => {
      const page = await openPage(devtools);
      if (child.pid !== undefined) await atRest(child.pid);
      return page;
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), 5_000);
      if (child.exitCode === null) await ended;
      clearTimeout(kill);
      socket.terminate();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const namedKeys: Readonly<Record<string, { code: number; typed: { text?: string } }>> = {
  Backspace: { code: 8, typed: {} },
  Enter: { code: 13, typed: { text: '\r' } },
};

async function openPage(devtools: Devtools): Promise<Page> {
  const { browserContextId } = await devtools.ask<{ browserContextId: string }>(
    'Target.createBrowserContext',
  );
  const { targetId } = await devtools.ask<{ targetId: string }>('Target.createTarget', {
    ...{ url: 'about:blank', browserContextId },
  });
  const { sessionId } = await devtools.ask<{ sessionId: string }>('Target.attachToTarget', {
    ...{ targetId, flatten: true },
  });
  const ask = <T>(method: string, params: object = {}) =>
    devtools.ask<T>(method, params, sessionId);
  await ask('Page.enable');
  await ask('Emulation.setFocusEmulationEnabled', { enabled: true });

  async function run<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>> {
    const answer = await ask<Evaluated>('Runtime.evaluate', {
      expression: `(${work.toString()})(${JSON.stringify(argument) ?? ''})`,
      ...{ awaitPromise: true, returnByValue: true, userGesture: true },
    });
    const { exceptionDetails: fault } = answer;
    if (fault) throw new Error(fault.exception?.description ?? fault.text);
    return answer.result.value as Awaited<R>;
  }

  return {
    run,
    onNewDocument: async (source) => {
      await ask('Page.addScriptToEvaluateOnNewDocument', { source });
    },
    goto: async (url) => {
      const { errorText } = await ask<{ errorText?: string }>('Page.navigate', { url });
      if (errorText) throw new Error(`${url}: ${errorText}`);
    },
    press: async (key) => {
      const code = namedKeys[key]?.code ?? key.toUpperCase().charCodeAt(0);
      const common = { key, windowsVirtualKeyCode: code };
      const text = namedKeys[key] ? namedKeys[key].typed : { text: key };
      await ask('Input.dispatchKeyEvent', { type: 'keyDown', ...common, ...text });
      await ask('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
    },
    click: async (selector) => {
      const at = await run(centre, selector);
      const common = { ...at, button: 'left', clickCount: 1 };
      await ask('Input.dispatchMouseEvent', { type: 'mousePressed', ...common });
      await ask('Input.dispatchMouseEvent', { type: 'mouseReleased', ...common });
    },
    close: async () => {
      await devtools.ask('Target.disposeBrowserContext', { browserContextId });
    },
  };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

/** In the page: where to click. */
function centre(selector: string): { x: number; y: number } {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  if (!box) throw new Error(`there is no ${selector}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
