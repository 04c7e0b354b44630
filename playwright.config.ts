import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { chromiumFlags } from './test/support/chromium.ts';

const inCi = process.env.CI === 'true';

/** Chromium without its window takes a quarter less of the processor than the whole browser. */
const headlessShell = '/usr/bin/chromium-headless-shell';

const chromium = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath:
      process.env.LONGSHORE_CHROMIUM ??
      (existsSync(headlessShell) ? headlessShell : '/usr/bin/chromium'),
    args: chromiumFlags,
  },
};

/** The specs know nothing of the shell: each runs in both projects. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: inCi,
  retries: inCi ? 2 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    // a trace makes a test half as slow again: where it is tried again, only then
    trace: inCi ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 15_000,
  },
  projects: [
    {
      name: 'web',
      use: chromium,
    },
    // a context of Chromium stands by there too; the window is Electron's
    { name: 'desktop', use: chromium },
  ],
});
