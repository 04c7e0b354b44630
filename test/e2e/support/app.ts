import {
  _electron,
  test as base,
  type ElectronApplication,
  expect,
  type Page,
} from '@playwright/test';
import { defaultSettings } from '../../../src/contract/settings.ts';
import { type Engine, findEngine } from '../../support/bed/engines.ts';
import { type RawEngine, rawEngine } from '../../support/raw-engine.ts';
import { collectComplaints } from './complaints.ts';
import { watchDroppedFiles } from './dropped-files.ts';
import { electronBinary } from './electron-binary.ts';
import { openWindow } from './node-window.ts';
import { startWebApp, type WebApp } from './web-app.ts';

/** The engine of the e2e tier. */
const engineName = 'docker-20';

interface WorkerFixtures {
  /** The bed's engine that the app is connected to. */
  readonly target: Engine;
  /** The built web shell of this worker; undefined in the desktop project. */
  readonly app: WebApp | undefined;
}

interface TestFixtures {
  /** A test's own hand on the engine: what it makes is labelled and removed at the end. */
  readonly engine: RawEngine;
  /** Complaints of the page that the test expects; matching ones do not fail it. */
  readonly expected: RegExp[];
  /** Skips the test in the desktop project without Electron's binary. */
  readonly binary: string | undefined;
  /** A second window of the same app. */
  readonly secondPage: () => Promise<Page>;
}

const hasSession = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => sessionStorage.length), { intervals: [20, 50, 100] })
    .toBeGreaterThan(0);

/** Opens the app and waits until the tab is in: one that is left earlier has used up its ticket. */
export async function openWeb(page: Page, app: WebApp): Promise<void> {
  const dropped = watchDroppedFiles(page);
  await page.goto(await app.newUrl());
  // A page without its program never gets in.
  if (dropped.any()) await page.goto(await app.newUrl());
  await hasSession(page);
}

/** The app is the worker's: what a test before chose must not meet this one. */
async function resetSettings(app: WebApp): Promise<void> {
  const window = await openWindow(app);
  await window.api.settings.update(defaultSettings);
  window.close();
}

/** `test` of every e2e spec: `page` is the app's open window in both projects. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  target: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern as first parameter
    async ({}, use) => {
      const engine = await findEngine(engineName);
      if (engine === undefined) {
        throw new Error(`${engineName} is not running: npm run bed -- up ${engineName}`);
      }
      await use(engine);
    },
    { scope: 'worker' },
  ],

  app: [
    async ({ target }, use, info) => {
      if (info.project.name !== 'web') return use(undefined);
      const app = await startWebApp(target.dockerHost);
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  engine: async ({ target }, use) => {
    const engine = rawEngine(target.socket);
    await use(engine);
    await engine.removeAll();
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern as first parameter
  expected: async ({}, use) => {
    await use([]);
  },

  binary: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern as first parameter
    async ({}, use, info) => {
      const binary = info.project.name === 'desktop' ? electronBinary() : undefined;
      const isMissing = info.project.name === 'desktop' && binary === undefined;
      info.skip(isMissing, 'the Electron binary is not on this machine');
      await use(binary);
    },
    { auto: true },
  ],

  page: async ({ app, target, context, expected, binary }, use, info) => {
    let desktop: ElectronApplication | undefined;
    let page: Page;
    if (binary !== undefined) {
      desktop = await _electron.launch({
        executablePath: binary,
        args: ['.'],
        env: { ...process.env, DOCKER_HOST: target.dockerHost, LONGSHORE_HOME: info.outputDir },
      });
      page = await desktop.firstWindow();
    } else {
      page = await context.newPage();
    }
    const complaints = await collectComplaints(page);
    const dropped = watchDroppedFiles(page);
    if (app !== undefined) {
      await resetSettings(app);
      await openWeb(page, app);
    }
    await use(page);
    await desktop?.close();
    const known = [...expected, ...dropped.complaints()];
    const unexpected = complaints.filter((text) => !known.some((one) => one.test(text)));
    if (unexpected.length > 0) throw new Error(`the page complains:\n${unexpected.join('\n')}`);
  },

  secondPage: async ({ app, context }, use) => {
    await use(async () => {
      if (app === undefined) throw new Error('a second window is opened in the web project only');
      const page = await context.newPage();
      await openWeb(page, app);
      return page;
    });
  },
});

export { expect } from '@playwright/test';
