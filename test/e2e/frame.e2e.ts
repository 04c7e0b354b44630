import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { badEngine } from '../support/bad-engine.ts';
import { heldRegistry } from '../support/bed/held-registry.ts';
import { expect, openWeb } from './support/app.ts';
import { violations } from './support/axe.ts';
import { busybox, dialog, forever, openContainers, rowOf } from './support/containers-page.ts';
import { test } from './support/own-app.ts';

const goto = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);
const html = (page: Page): Locator => page.locator('html');

async function choose(page: Page, group: string, option: string): Promise<void> {
  await page
    .getByRole('radiogroup', { name: group })
    .or(page.getByRole('group', { name: group }))
    .getByText(option, { exact: true })
    .click();
}

/** A context of the Docker CLI in a home of its own. */
async function writeContext(home: string, name: string, address: string): Promise<void> {
  const folder = createHash('sha256').update(name).digest('hex');
  const place = join(home, 'docker/contexts/meta', folder);
  await mkdir(place, { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: address } } };
  await writeFile(join(place, 'meta.json'), JSON.stringify(meta));
}

test('settings hold at once in every window, in both languages, and over a reload {134}', async ({
  page,
  context,
  target,
  engine,
  appOn,
}) => {
  const name = `frame-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: forever });
  const app = await appOn(target.socket);
  await openWeb(page, app);
  const other = await context.newPage();
  await openWeb(other, app);
  await openContainers(other, `q=${engine.id}`);
  await expect(rowOf(other, name)).toContainText(/now|s ago|sec/);
  await other.evaluate(() => Object.assign(globalThis, { notReloaded: true }));

  await goto(page, '/settings');
  await choose(page, 'Theme', 'Dark');
  for (const one of [page, other]) await expect(html(one)).toHaveAttribute('data-theme', 'dark');
  const heightOf = async () => (await rowOf(other, name).boundingBox())?.height ?? 0;
  const before = await heightOf();
  await choose(page, 'Density', 'Compact');
  await expect.poll(heightOf).toBeLessThan(before);
  const zoom = page.getByRole('textbox', { name: 'Zoom' });
  await zoom.fill('150');
  await zoom.press('Enter');
  await expect.poll(() => html(other).evaluate((node) => node.style.cssText)).toContain('1.5');
  await page.getByRole('textbox', { name: 'Shell' }).fill('sh');
  await page.getByRole('textbox', { name: 'Shell' }).press('Enter');
  await page.getByRole('textbox', { name: 'Font size' }).fill('20');
  await page.getByRole('textbox', { name: 'Font size' }).press('Enter');
  await page.getByRole('textbox', { name: 'Font', exact: true }).fill('Courier New');
  await page.getByRole('textbox', { name: 'Font', exact: true }).press('Enter');

  await choose(page, 'Language', '简体中文');
  await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible();
  await expect(html(other)).toHaveAttribute('lang', 'zh-CN');
  await expect(rowOf(other, name)).toContainText('运行中');
  await expect(rowOf(other, name)).toContainText(/现在|秒前|分钟前/);
  await expect(other.getByText(/\d+ 个容器，\d+ 个运行中/)).toBeVisible();
  expect(await other.evaluate(() => 'notReloaded' in globalThis), 'without a reload').toBe(true);

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible();
  await expect(html(page)).toHaveAttribute('data-theme', 'dark');
  await expect(html(page)).toHaveAttribute('data-density', 'compact');
  await expect(page.getByRole('textbox', { name: '缩放' })).toHaveValue(/^150/);

  // What a new terminal takes from them, at this zoom.
  const row = await engine.request<{ Id: string }>('GET', `/containers/${name}/json`);
  await goto(other, `/host/docker-host/containers/${row.Id.slice(0, 12)}/terminal`);
  await other.getByRole('button', { name: '打开', exact: true }).click();
  await expect(other.getByRole('button', { name: new RegExp(`${name} root · sh`) })).toBeVisible();
  await expect(other.locator('.xterm-rows')).toHaveCSS('font-size', '30px');
  await expect(other.locator('.xterm-rows')).toHaveCSS('font-family', /^"?Courier New/);

  await choose(page, '语言', 'English');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'light' });
  await choose(page, 'Theme', 'System');
  await expect(html(page)).toHaveAttribute('data-theme', 'light');
});

test('the palette and the keys reach every place, action and object {135 partial} {136 partial}', async ({
  page,
  engine,
}) => {
  const name = `frame-${engine.id}`;
  await engine.create({ name, Image: busybox, Cmd: forever });
  await openContainers(page, '');
  await expect(rowOf(page, name)).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  for (const text of ['Search everything', 'Filter this list', 'Select all', 'Menu of the row']) {
    await expect(keys.getByText(text, { exact: true })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  const search = dialog(page).getByRole('combobox', { name: 'Search everything' });
  const find = async (text: string, entry: string | RegExp) => {
    await page.keyboard.press('ControlOrMeta+KeyK');
    await search.fill(text);
    await expect(page.getByRole('option', { name: entry }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(search).toBeHidden();
  };
  await find('longshore/web', /longshore\/web:1/);
  await expect(page).toHaveURL(/\/images\/.+/);
  await find(name, new RegExp(name));
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  await find('Images', /^Images/);
  await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible();
  await find('Pull an image', /^Pull an image/);
  await expect(page.getByRole('dialog', { name: 'Pull an image' })).toBeVisible();
  await page.keyboard.press('Escape');
  await find('Show the journal', /^Show the journal/);
  await expect(page.getByRole('heading', { level: 1, name: 'Journal' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+KeyK');
  await search.fill('no-such-thing-anywhere');
  await expect(page.getByText('Nothing has this name')).toBeVisible();
});

test('the switcher shows each engine with its version or the reason why not {117 partial}', async ({
  page,
  target,
  engine,
  appOn,
}) => {
  const second = await badEngine(target.socket);
  const stranger = createServer((_asked, answer) => answer.end('hello'));
  const strangers = join(second.socket, '../stranger.sock');
  await new Promise<void>((resolve) => stranger.listen(strangers, resolve));
  const app = await appOn(target.socket, async (home) => {
    await writeContext(home, 'second', `unix://${second.socket}`);
    await writeContext(home, 'nobody', `unix://${home}/none.sock`);
    await writeContext(home, 'stranger', `unix://${strangers}`);
  });
  try {
    await openWeb(page, app);
    const switcher = page.getByRole('button', { name: 'DOCKER_HOST, choose the engine' });
    await switcher.click();
    const entry = (text: string) => page.getByRole('menuitem').filter({ hasText: text });
    await expect(entry('DOCKER_HOST')).toContainText(/Docker 20\.10/);
    await expect(entry('nobody')).toContainText('Not reachable');
    await expect(entry('nobody')).toContainText('Nothing answers at this address.');
    await expect(entry('stranger')).toContainText('is not a container engine');
    await expect(entry('second')).toContainText(/Docker 20\.10/);
    await entry('second').click();
    await expect(page).toHaveURL(/\/host\/context(%3A|:)second\//);
    await expect(page.getByRole('button', { name: 'second, choose the engine' })).toBeVisible();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    // Behind both stands the same engine: what comes while one is on screen is in the other's list.
    const name = `frame-${engine.id}`;
    await engine.create({ name, Image: busybox });
    await expect(rowOf(page, name)).toBeVisible();
    await page.getByRole('button', { name: 'second, choose the engine' }).click();
    await entry('DOCKER_HOST').click();
    await expect(page).toHaveURL(/\/host\/docker-host\//);
    await expect(rowOf(page, name)).toBeVisible();
  } finally {
    stranger.close();
    await second.close();
  }
});

test('jobs are cancelled, what was done is undone, and the journal tells it all {140} {143 partial}', async ({
  page,
  engine,
}) => {
  const name = `frame-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: forever });
  const registry = await heldRegistry({ holdAfterBytes: 300_000 });
  try {
    const reference = `${registry.address}/fixtures/large:1`;
    await openContainers(page, `q=${engine.id}`);
    await goto(page, '/host/docker-host/images');
    await page.getByRole('button', { name: 'Pull', exact: true }).click();
    await dialog(page).getByLabel('Image').fill(reference);
    await dialog(page).getByRole('button', { name: 'Pull', exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Go on in the background' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Jobs, 1 runs' }).click();
    const job = page.getByRole('article').filter({ hasText: reference });
    await expect(job.getByRole('progressbar').first()).toBeVisible();
    await expect(job).toContainText(/MB|kB/);
    await job.getByRole('button', { name: 'Cancel' }).click();
    await expect(job).toContainText('Cancelled');
    await job.getByRole('button', { name: 'Take off the list' }).click();
    await expect(job).toBeHidden();
    await page.keyboard.press('Escape');

    await openContainers(page, `q=${engine.id}`);
    await rowOf(page, name).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Stop', exact: true }).click();
    await expect(page.getByText(`${name} was stopped`)).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rowOf(page, name)).toContainText('Running');

    await page.getByRole('link', { name: 'Journal' }).click();
    await expect(page.getByRole('row').filter({ hasText: `docker stop` }).first()).toBeVisible();
    const done = page.getByRole('row').filter({ hasText: name });
    await expect(done.filter({ hasText: `docker stop` })).toContainText('Done');
    await expect(done.filter({ hasText: `docker start ${name}` })).toContainText('Done');
    const pulled = page
      .getByRole('row')
      .filter({ hasText: `docker pull ${reference}` })
      .first();
    await expect(pulled).toContainText('Cancelled');
    await page.getByRole('textbox', { name: 'Filter the journal' }).fill(name);
    await expect(pulled).toBeHidden();
    await expect(page).toHaveURL(/q=frame-/);
    await expect(done.first()).toBeVisible();

    // What happened while another page was open is in the list all the same.
    await engine.create({ name: `${name}-late`, Image: busybox });
    await engine.request('DELETE', `/containers/${name}?force=1`);
    await page.getByRole('link', { name: /^Containers/ }).click();
    await expect(rowOf(page, `${name}-late`)).toBeVisible();
    await expect(rowOf(page, name)).toBeHidden();
  } finally {
    await registry.close();
  }
});

test('a tab without a session says how to get in; an address that is nowhere says so', async ({
  page,
  browser,
  binary,
}) => {
  await goto(page, '/nowhere/at/all');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await goto(page, '/host/never-heard-of/containers');
  await expect(page.getByRole('heading', { name: /This host is not known/ })).toBeVisible();
  await goto(page, '/host/docker-host/containers/0123456789ab/overview');
  await expect(page.getByText('This container is gone')).toBeVisible();
  await page.reload();
  await expect(page.getByText('This container is gone'), 'a reload stays in').toBeVisible();
  test.skip(binary !== undefined, 'the desktop lets in its own window only');
  const stranger = await browser.newContext();
  const tab = await stranger.newPage();
  await tab.goto(new URL('/', page.url()).href);
  await expect(tab.getByRole('heading', { name: 'This tab has no session' })).toBeVisible();
  await expect(tab.getByText('npm start -- --web')).toBeVisible();
  await expect(tab.getByRole('grid')).toHaveCount(0);
  await stranger.close();
});

test('a corrupt settings file is kept aside and told, and nothing else is lost', async ({
  page,
  target,
  appOn,
}) => {
  const app = await appOn(target.socket, async (home) => {
    await mkdir(join(home, 'state'), { recursive: true });
    await writeFile(join(home, 'state/settings.json'), '{"theme": "dar');
  });
  await openWeb(page, app);
  await expect(page.getByText(/settings\.json could not be read\. It is kept as/)).toBeVisible();
  await expect(page.getByRole('grid')).toBeVisible();
  const kept = (await readdir(app.home)).find((file) => file.startsWith('settings.json.corrupt'));
  expect(await readFile(join(app.home, kept ?? 'none'), 'utf8')).toBe('{"theme": "dar');
  await goto(page, '/settings');
  await choose(page, 'Theme', 'Dark');
  await expect(html(page)).toHaveAttribute('data-theme', 'dark');
  await expect
    .poll(() => readFile(join(app.home, 'settings.json'), 'utf8').catch(() => ''))
    .toContain('"theme": "dark"');
});

test('axe finds nothing on the frame, settings, journal, palette, keys and menus', async ({
  page,
  target,
  appOn,
}) => {
  test.slow();
  const app = await appOn(target.socket);
  await openWeb(page, app);
  // A page once as a whole; what opens above it alone.
  const scan = async (what: string, scope = 'body') => {
    expect(await violations(page, { include: scope }), what).toEqual([]);
  };
  const look = async () => {
    await goto(page, '/journal');
    await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    await scan('journal');
    await page.keyboard.press('ControlOrMeta+KeyK');
    await expect(dialog(page).getByRole('combobox')).toBeFocused();
    await scan('palette', '[role=dialog]');
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    await page
      .getByRole('button', { name: /^DOCKER_HOST/ })
      .first()
      .click();
    await expect(page.getByRole('menu')).toBeVisible();
    await scan('switcher', '[role=menu]');
    await page.keyboard.press('Escape');
    await goto(page, '/settings');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await scan('settings');
  };
  await look();
  await page.keyboard.press('?');
  await expect(dialog(page)).toBeVisible();
  await scan('keys', '[role=dialog]');
  await page.keyboard.press('Escape');
  await choose(page, 'Theme', 'Dark');
  await choose(page, 'Language', '简体中文');
  await expect(html(page)).toHaveAttribute('lang', 'zh-CN');
  await look();
});
