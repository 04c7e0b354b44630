import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { createFakeElectron, type FakeElectron, type FakePort } from './fake-electron.ts';

export interface DesktopBed {
  readonly fake: FakeElectron;
  readonly state: string;
  /** What a page does: asks from a frame; resolves to the port it was given, or to nothing. */
  askForPort(frame: { url: string; parent: unknown } | null, nonce?: unknown): FakePort | undefined;
  stop(): void;
}

export const ownFrame = { url: 'app://longshore/containers', parent: null };

/**
 * Loads the real entry anew on a fresh fake. `isLocked`: another instance runs already.
 * `beforeReady`: stop before Electron is ready.
 */
export async function startDesktop({
  isLocked = false,
  beforeReady = false,
} = {}): Promise<DesktopBed> {
  const state = mkdtempSync(join(tmpdir(), 'longshore-desktop-'));
  mkdirSync(join(state, 'desktop'));
  const fake = createFakeElectron();
  fake.electron.app.isLocked = isLocked;
  vi.resetModules();
  vi.doMock('electron', () => fake.electron);
  vi.stubEnv('LONGSHORE_HOME', state);
  await import('../../src/main/index.ts');
  if (!isLocked && !beforeReady) {
    fake.becomeReady();
    await vi.waitUntil(() => fake.windows.length > 0);
  }
  return {
    fake,
    state,
    askForPort(frame, nonce = 'nonce-1') {
      let given: FakePort | undefined;
      const senderFrame = frame && {
        ...frame,
        postMessage: (_channel: string, message: unknown, ports: FakePort[]) => {
          if (message === nonce) given = ports[0];
        },
      };
      fake.electron.ipcMain.emit('longshore:connect', { senderFrame }, nonce);
      return given;
    },
    stop() {
      for (const { sent } of fake.children) {
        for (const { ports } of sent) for (const port of ports) port.close();
      }
      vi.doUnmock('electron');
      vi.unstubAllEnvs();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
