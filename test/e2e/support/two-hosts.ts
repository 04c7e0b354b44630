/** An app on two engines of the bed, which knows two more hosts that do not answer. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { findEngine } from '../../support/bed/engines.ts';
import { type CountingProxy, countingProxy } from '../../support/counting-proxy.ts';
import { type RawEngine, rawEngine } from '../../support/raw-engine.ts';
import { expect, openWeb } from './app.ts';
import { test as base } from './own-app.ts';
import type { WebApp } from './web-app.ts';

const secondName = 'docker-28';
const unused = 'unix:///nonexistent/docker.sock';
/** Kept for documentation: nobody is there, and nobody is asked. */
const behindLogin = 'ssh://nobody@192.0.2.1';

interface TwoHosts {
  /** A hand on the second engine. */
  readonly second: RawEngine;
  /** In front of the second engine: what an engine that goes away looks like, without ending it. */
  readonly way: CountingProxy;
  /** Where the app finds it: a link that may lead to another way later. */
  readonly door: string;
  /** Knows four hosts: one of each engine, one that never answers, one that sleeps. */
  readonly fourHosts: WebApp;
  readonly window: Page;
}

/** A context of the Docker CLI in the home of an app. */
export async function writeContext(home: string, name: string, address: string): Promise<void> {
  const folder = createHash('sha256').update(name).digest('hex');
  const place = join(home, 'docker/contexts/meta', folder);
  await mkdir(place, { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: address } } };
  await writeFile(join(place, 'meta.json'), JSON.stringify(meta));
}

export const test = base.extend<TwoHosts>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern as first parameter
  second: async ({}, use) => {
    const found = await findEngine(secondName);
    if (!found) throw new Error(`${secondName} is not running: npm run bed -- up ${secondName}`);
    const engine = rawEngine(found.socket);
    await use(engine);
    await engine.removeAll();
  },
  way: async ({ second }, use) => {
    const proxy = await countingProxy(second.socket);
    await use(proxy);
    await proxy.close();
  },
  door: async ({ way }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'longshore-door-'));
    const door = join(folder, 'docker.sock');
    await symlink(way.socket, door);
    await use(door);
    await rm(folder, { recursive: true });
  },
  fourHosts: async ({ appOn, target, door }, use) => {
    const app = await appOn(target.socket, async (home) => {
      await writeContext(home, 'cupboard', `unix://${door}`);
      await writeContext(home, 'attic', unused);
      await writeContext(home, 'cellar', behindLogin);
    });
    await use(app);
  },
  window: async ({ fourHosts, context }, use) => {
    const page = await context.newPage();
    await openWeb(page, fourHosts);
    await use(page);
  },
});

const title = 'Containers of all hosts';
export const grid = (page: Page): Locator => page.getByRole('grid', { name: title });
export const row = (page: Page, name: string): Locator =>
  grid(page).getByRole('row').filter({ hasText: name });
export const hostOf = (page: Page, name: string): Locator =>
  row(page, name).locator('[data-column=host]');
export const away = (page: Page, host: string): Locator =>
  page
    .getByRole('list', { name: 'Hosts whose rows are missing or old' })
    .getByRole('listitem')
    .filter({ hasText: host });

/** By the switcher, as a person gets there. */
export async function openAll(page: Page): Promise<void> {
  await expect(page.getByRole('grid')).toBeVisible();
  await page.getByRole('button', { name: /choose the engine/ }).click();
  await page.getByRole('menuitem', { name: 'All hosts' }).click();
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}

export const names = ({ id }: RawEngine) => ({ here: `near-${id}`, there: `far-${id}` });
