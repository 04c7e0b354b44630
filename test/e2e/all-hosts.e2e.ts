import { rm, symlink } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { countingProxy } from '../support/counting-proxy.ts';
import { expect } from './support/app.ts';
import { violations } from './support/axe.ts';
import { busybox, chooseInMenu, dialog, forever, inspect } from './support/containers-page.ts';
import { openWindow } from './support/node-window.ts';
import { away, hostOf, names, openAll, row, test } from './support/two-hosts.ts';

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

const bar = (page: Page) =>
  page.getByRole('group', { name: 'Actions for the selected containers' });
const filter = (page: Page) => page.getByRole('textbox', { name: 'Filter containers' });

test('containers of several hosts are chosen and acted on at once, each told with its host {117}', async ({
  window: page,
  fourHosts,
  engine,
  second,
  expected,
}) => {
  expected.push(/host-locked/);
  const { here, there } = names(engine);
  await engine.run({ name: here, Image: busybox, Cmd: forever });
  await second.run({ name: there, Image: busybox, Cmd: forever });
  await openAll(page);
  await filter(page).fill(engine.id);
  await expect(hostOf(page, there)).toHaveText('cupboard');
  const label = await hostOf(page, here).innerText();

  // by the box at the head all that is shown, over a reload, and by keys
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await expect(bar(page)).toContainText('2 selected');
  await expect(page).toHaveURL(/sel=/);
  await page.reload();
  await expect(bar(page)).toContainText('2 selected');
  await row(page, here).focus();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  await page.keyboard.press('ControlOrMeta+KeyA');
  await expect(bar(page)).toContainText('2 selected');
  await page.keyboard.press('Space');
  await expect(bar(page)).toContainText('1 selected');
  await page.keyboard.press('Space');

  // what can be undone is done at once, with a result for each
  await bar(page).getByRole('button', { name: 'Stop 2' }).click();
  const stopped = page.getByRole('region', { name: 'Stop 2 containers' });
  await expect(stopped).toContainText('2 done');
  await stopped.getByRole('button', { name: 'Show each' }).click();
  await expect(stopped.getByRole('listitem').filter({ hasText: there })).toContainText('cupboard');
  await expect(stopped.getByRole('listitem').filter({ hasText: here })).toContainText(label);
  await expect(stopped.locator('code')).toContainText(`# cupboard\ndocker stop ${there}`);
  expect(await violations(page)).toEqual([]);
  expect((await inspect(engine, here)).State.Running).toBe(false);
  expect((await inspect(second, there)).State.Running).toBe(false);
  await stopped.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, there)).toContainText('Running');
  await expect(row(page, here)).toContainText('Running');
  await bar(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Pause 2' }).click();
  await expect(row(page, there)).toContainText('Paused');
  await bar(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Resume 2' }).click();
  await expect(row(page, there)).toContainText('Running');

  // a production host that is locked is left out, and said
  const hand = await openWindow(fourHosts);
  const address = `unix://${second.socket}`;
  await hand.api.hosts.add({ label: 'vault', address, production: true });
  await expect(row(page, there)).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await expect(bar(page)).toContainText('3 selected');
  await bar(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Kill 2…' }).click();
  const kill = dialog(page).filter({ hasText: 'Kill 2 containers' });
  await expect(kill).toContainText('1 container on vault is left out');
  const places = kill.locator('dl > div');
  await expect(places.filter({ hasText: 'cupboard' })).toContainText(there);
  await expect(places.filter({ hasText: label })).toContainText(here);
  expect(await violations(page)).toEqual([]);
  await kill.getByRole('button', { name: 'Cancel' }).click();
  await bar(page).getByRole('button', { name: 'Remove 2…' }).click();
  const remove = dialog(page).filter({ hasText: 'Remove 2 containers' });
  await remove.getByRole('button', { name: 'Remove', exact: true }).click();
  const removed = page.getByRole('region', { name: 'Remove 2 containers' });
  await expect(removed).toContainText('2 done');
  await expect(removed).toContainText('1 container on vault is left out');
  await expect(row(page, there)).toHaveCount(0);
  await expect(inspect(engine, here)).rejects.toThrow();

  // alone it is tried, so that its refusal says why
  await second.run({ name: there, Image: busybox, Cmd: forever });
  const vault = row(page, there).filter({ hasText: 'vault' });
  await vault.hover();
  await vault.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('vault is a production host, and it is locked.')).toBeVisible();
  expect((await inspect(second, there)).State.Running).toBe(true);
  hand.close();
});

test('the rail and the palette say which host they lead to, and the other hosts are let go {117}', async ({
  window: page,
  engine,
  second,
  way,
}) => {
  const { here, there } = names(engine);
  await openAll(page);
  const rail = page.getByRole('navigation');
  await expect(rail.getByRole('link', { name: /^Containers/ })).toHaveAttribute(
    'aria-current',
    'page',
  );
  const label = (await rail.getByRole('paragraph').innerText()).replace(/^Pages of\s*/, '');
  await expect(rail.getByRole('link', { name: /^Images/ })).toHaveAccessibleDescription(
    `Pages of ${label}`,
  );
  await page.keyboard.press('ControlOrMeta+KeyK');
  const box = page.getByRole('dialog');
  await expect(box.getByRole('option', { name: /^Images/ }).first()).toContainText(label);
  await expect(box.getByText(`Containers · ${label}`)).toBeVisible();
  await page.keyboard.press('Escape');

  // while it is shown, a word of the other engine is followed by a question for the row
  const asked = () => way.requests.filter((request) => request.includes('/containers/json')).length;
  const before = asked();
  await filter(page).fill(engine.id);
  await second.create({ name: there, Image: busybox });
  await expect(hostOf(page, there)).toHaveText('cupboard');
  expect(asked()).toBeGreaterThan(before);

  await rail.getByRole('link', { name: /^Images/ }).click();
  await expect(page).toHaveURL(/\/host\/docker-host\/images/);
  await expect(rail.getByRole('paragraph')).toBeHidden();
  await rail.getByRole('link', { name: /^Containers/ }).click();
  await expect(page.getByRole('grid', { name: 'Containers', exact: true })).toBeVisible();
  const left = asked();
  await second.create({ name: `late-${there}`, Image: busybox });
  await engine.create({ name: here, Image: busybox });
  // by then the word of the other engine, which came first, has been heard as well
  await filter(page).fill(engine.id);
  await expect(page.getByRole('row').filter({ hasText: here })).toBeVisible();
  expect(asked(), 'nobody looks at the other engine any more').toBe(left);
});
