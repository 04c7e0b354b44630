import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { findEngine } from '../support/bed/engines.ts';
import { type CountingProxy, countingProxy } from '../support/counting-proxy.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';
import { expect, openWeb } from './support/app.ts';
import { violations } from './support/axe.ts';
import { busybox, chooseInMenu, dialog, forever, inspect } from './support/containers-page.ts';
import { test as base } from './support/own-app.ts';

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
  /** A window of an app that knows four hosts: one of each engine, one that never answers, one that sleeps. */
  readonly window: Page;
}

async function writeContext(home: string, name: string, address: string): Promise<void> {
  const folder = createHash('sha256').update(name).digest('hex');
  const place = join(home, 'docker/contexts/meta', folder);
  await mkdir(place, { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: address } } };
  await writeFile(join(place, 'meta.json'), JSON.stringify(meta));
}

const test = base.extend<TwoHosts>({
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
  window: async ({ appOn, target, door, context }, use) => {
    const app = await appOn(target.socket, async (home) => {
      await writeContext(home, 'cupboard', `unix://${door}`);
      await writeContext(home, 'attic', unused);
      await writeContext(home, 'cellar', behindLogin);
    });
    const page = await context.newPage();
    await openWeb(page, app);
    await use(page);
  },
});

const title = 'Containers of all hosts';
const grid = (page: Page): Locator => page.getByRole('grid', { name: title });
const row = (page: Page, name: string): Locator =>
  grid(page).getByRole('row').filter({ hasText: name });
const hostOf = (page: Page, name: string): Locator => row(page, name).locator('[data-column=host]');
const away = (page: Page, host: string): Locator =>
  page
    .getByRole('list', { name: 'Hosts whose rows are missing or old' })
    .getByRole('listitem')
    .filter({ hasText: host });

/** By the switcher, as a person gets there. */
async function openAll(page: Page): Promise<void> {
  await expect(page.getByRole('grid')).toBeVisible();
  await page.getByRole('button', { name: /choose the engine/ }).click();
  await page.getByRole('menuitem', { name: 'All hosts' }).click();
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}

const names = ({ id }: RawEngine) => ({ here: `near-${id}`, there: `far-${id}` });

test('the containers of all hosts are one list with a host column and filter, and each is acted on where it is {117}', async ({
  window: page,
  engine,
  second,
}) => {
  const { here, there } = names(engine);
  await engine.run({ name: here, Image: busybox, Cmd: forever });
  await second.run({ name: there, Image: busybox, Cmd: forever });
  await openAll(page);
  // other tests make containers meanwhile, and word of them would lie over the rows
  await page.getByRole('textbox', { name: 'Filter containers' }).fill(engine.id);
  await expect(page.getByRole('button', { name: 'All hosts, choose the engine' })).toBeVisible();
  await expect(hostOf(page, there)).toHaveText('cupboard');
  await expect(row(page, here)).toContainText('Running');
  const label = await hostOf(page, here).innerText();
  expect(label).not.toBe('cupboard');
  await expect(away(page, 'attic')).toContainText('Not reachable');
  const asleep = away(page, 'cellar');
  await expect(asleep).toContainText('Not connected');
  await expect(asleep.getByRole('button', { name: 'Connect' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Containers/ })).toContainText('on 2 of 4 hosts');
  expect(await violations(page)).toEqual([]);

  // the filter by host holds in the address and over a reload
  await page.getByRole('button', { name: /^cupboard/ }).click();
  await expect(row(page, here)).toBeHidden();
  await expect(page).toHaveURL(/hosts=/);
  await page.reload();
  await expect(row(page, there)).toBeVisible();
  await expect(row(page, here)).toBeHidden();
  await page.getByRole('button', { name: /^cupboard/ }).click();
  await expect(row(page, here)).toBeVisible();
  await page.getByRole('button', { name: 'Host', exact: true }).click();
  await expect(page).toHaveURL(/sort=host/);

  // the deed goes to the row's own host, and the notice and the dialog name it
  await row(page, there).hover();
  await row(page, there).getByRole('button', { name: 'Stop' }).click();
  await expect(row(page, there)).toContainText('Exited');
  const notice = page.getByRole('dialog').filter({ hasText: `${there} was stopped` });
  await expect(notice).toContainText('cupboard');
  expect((await inspect(second, there)).State.Running).toBe(false);
  expect((await inspect(engine, here)).State.Running).toBe(true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, there)).toContainText('Running');
  await chooseInMenu(page, there, 'Kill…');
  await expect(dialog(page).filter({ hasText: `Kill ${there}` })).toContainText('cupboard');
  await page.keyboard.press('Escape');

  // what an engine does by itself is seen, without a question; rows wait while a pointer is among them
  await page.mouse.move(0, 0);
  await second.create({ name: `late-${there}`, Image: busybox });
  await expect(hostOf(page, `late-${there}`)).toHaveText('cupboard');

  // to look at the others wakes none
  await expect(asleep).toContainText('Not connected');

  // Enter opens it in the list of its host
  await row(page, here).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/host\/docker-host\/containers\/[0-9a-f]{12}\/overview/);
  await expect(page.getByRole('button', { name: `${label}, choose the engine` })).toBeVisible();
});

test('a host that goes leaves its rows dimmed and those of the others usable, and comes back true {117}', async ({
  window: page,
  engine,
  second,
  way,
  door,
  expected,
}) => {
  expected.push(/engine-gone/);
  const { here, there } = names(engine);
  await engine.run({ name: here, Image: busybox, Cmd: forever });
  await second.run({ name: there, Image: busybox, Cmd: forever });
  await openAll(page);
  await expect(hostOf(page, there)).toHaveText('cupboard');
  await expect(away(page, 'cupboard')).toBeHidden();

  await way.close();
  await expect(away(page, 'cupboard')).toContainText('Reconnecting');
  await expect(away(page, 'cupboard')).toContainText('rows as of');
  await expect(hostOf(page, there).locator('time')).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Containers/ })).toContainText('on 1 of 4 hosts');
  expect(await violations(page)).toEqual([]);

  await row(page, here).hover();
  await row(page, here).getByRole('button', { name: 'Stop' }).click();
  await expect(row(page, here)).toContainText('Exited');
  expect((await inspect(engine, here)).State.Running).toBe(false);

  // what happened while it was away is there with the first list after
  await second.create({ name: `late-${there}`, Image: busybox });
  const back = await countingProxy(second.socket);
  await rm(door);
  await symlink(back.socket, door);
  await page.mouse.move(0, 0);
  await away(page, 'cupboard').getByRole('button', { name: 'Try now' }).click();
  await expect(hostOf(page, `late-${there}`)).toHaveText('cupboard');
  await expect(away(page, 'cupboard')).toBeHidden();
  await expect(page.getByRole('heading', { name: /^Containers/ })).toContainText('on 2 of 4 hosts');
  await back.close();
});

test('a list of another host does not wait for one that answers late {117}', async ({
  window: page,
  engine,
  second,
  way,
}) => {
  const { here, there } = names(engine);
  await engine.create({ name: here, Image: busybox });
  await second.create({ name: there, Image: busybox });
  await expect(page.getByRole('grid')).toBeVisible();
  way.delayMs = 4_000;
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(row(page, here)).toBeVisible({ timeout: 2_000 });
  await expect(row(page, there)).toBeHidden();
  await expect(row(page, there)).toBeVisible();
});
