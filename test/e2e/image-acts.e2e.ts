/** What a person does with images besides pulling: from a container, many at once, to and from files. */
import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { buildImage } from '../support/images/image.ts';
import { tarOf } from '../support/images/tar.ts';
import { testLabel } from '../support/raw-engine.ts';
import { expect, test } from './support/app.ts';
import { violations } from './support/axe.ts';
import { openContainers } from './support/containers-page.ts';
import { button, dialog, openPage, ownIds, ownImage, rowOf, tagsOf } from './support/images.ts';

async function looksRight(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
  }
}

const writes = [
  'mkdir -p /srv/app && echo hello > /srv/app/greeting.txt && echo x > /tmp/noise',
  'rm /bin/vi && touch /ready && exec sleep 600',
].join(' && ');

test('what a container changed is listed, downloaded, and saved as an image {15} {19 partial} {book 23 partial}', async ({
  page,
  engine,
  binary,
}) => {
  test.skip(binary !== undefined, 'the desktop asks for a place by its own dialog');
  const name = `changes-${engine.id}`;
  const id = await engine.run({ name, Image: 'longshore/busybox:1', Cmd: ['sh', '-c', writes] });
  await expect
    .poll(async () => (await engine.ask('HEAD', `/containers/${id}/archive?path=/ready`)).status)
    .toBe(200);
  await openContainers(page, `q=${name}`);
  await page.getByRole('row').filter({ hasText: name }).click();
  await page.getByRole('link', { name: 'Changes', exact: true }).click();
  const rows = page.getByRole('grid', { name: 'Changes of the file system' }).getByRole('row');
  const row = (path: string) => rows.filter({ hasText: path });
  await expect(row('/srv/app/greeting.txt')).toContainText('Added');
  await expect(row('/bin/vi')).toContainText('Removed');
  await expect(row('/tmp/noise')).toBeHidden();
  await page.getByRole('switch', { name: /^Hide noise/ }).click();
  await expect(row('/tmp/noise')).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter by path' }).fill('greeting');
  await expect(rows).toHaveCount(2);
  await looksRight(page);
  const download = page.waitForEvent('download');
  await row('greeting').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Download' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('greeting.txt');
  expect(await readFile(await file.path(), 'utf8')).toBe('hello\n');

  await button(page, 'Save as an image…').click();
  await expect(dialog(page)).toContainText('black box');
  await dialog(page).getByLabel('Instructions').fill('RUN ls');
  await expect(dialog(page)).toContainText('An image takes no such instruction: RUN ls');
  await expect(button(dialog(page), 'Save as an image')).toBeDisabled();
  await dialog(page).getByLabel('Instructions').fill('CMD ["sleep", "7"]');
  await dialog(page).getByLabel('Name', { exact: true }).fill(`e2e/${engine.id}:saved`);
  await dialog(page).getByLabel('Message').fill('by hand');
  await expect(
    dialog(page).getByText(
      `docker commit -m 'by hand' -c 'CMD ["sleep", "7"]' ${name} e2e/${engine.id}:saved`,
    ),
  ).toBeVisible();
  await looksRight(page);
  await button(dialog(page), 'Save as an image').click();
  await expect(dialog(page)).toContainText(`was saved as e2e/${engine.id}:saved`);
  const saved = await engine.request('GET', `/images/e2e/${engine.id}:saved/json`);
  expect(saved).toMatchObject({ Config: { Cmd: ['sleep', '7'] }, Comment: 'by hand' });
  await button(dialog(page), 'Explore its layers').click();
  await expect(page.getByRole('heading', { name: `e2e/${engine.id}:saved` })).toBeVisible();
  await expect(page.getByRole('treegrid')).toBeVisible();
});

test('many go with the bytes that are really freed, what is used stays {69} {74} {145 partial} {book 22}', async ({
  page,
  engine,
}) => {
  const name = (n: number) => `e2e/${engine.id}:${n}`;
  const ground = [{ path: 'ground', bytes: Buffer.alloc(400_000, engine.id), mode: 0o644 }];
  const config = { Labels: { [testLabel]: engine.id } };
  for (const n of [1, 2, 3]) {
    const own = [{ path: `own-${n}`, bytes: Buffer.alloc(20_000, n), mode: 0o644 }];
    await engine.load(buildImage({ tags: [name(n)], layers: [ground, own], config }).saveTar());
  }
  await engine.create({ name: `user-${engine.id}`, Image: name(3), Cmd: ['x'] });
  await openPage(page, `images?q=${encodeURIComponent(`e2e/${engine.id}`)}`);
  await expect(rowOf(page, name(3))).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(page).toHaveURL(/sel=/);
  // Above the list; a row under the pointer has one, too.
  await button(page, 'Remove').first().click();
  // The ground stays for the one that a container uses.
  await expect(dialog(page).getByRole('status')).toHaveText(
    '2 go, freeing 40 kB. Layers that others share stay.',
  );
  const item = (n: number) =>
    dialog(page)
      .getByRole('listitem')
      .filter({ hasText: name(n) });
  await expect(item(3)).toContainText('1 container uses it. It stays.');
  await looksRight(page);
  await button(dialog(page), 'Remove 2').click();
  await expect(dialog(page).getByRole('status')).toHaveText('2 of 3 were removed, freeing 40 kB.');
  await expect(item(1)).toContainText('Removed: 1 name taken off, 2 images and layers deleted');
  await button(dialog(page), 'Close').last().click();
  await expect(rowOf(page, name(3))).toBeVisible();
  expect(await ownIds(engine)).toHaveLength(1);
});

test('a clean-up removes exactly what it listed {74} {145 partial} {book 21}', async ({
  page,
  engine,
}) => {
  const name = `e2e/${engine.id}:1`;
  await engine.load(ownImage(engine, { tags: [name], layerBytes: 30_000 }).saveTar());
  await engine.load(ownImage(engine, { tags: [name], layerBytes: 10_000 }).saveTar());
  await openPage(page, 'images');
  await expect(rowOf(page, name)).toBeVisible();
  await button(page, 'Clean up').click();
  await dialog(page).getByLabel('With the label').fill(`${testLabel}=${engine.id}`);
  await expect(dialog(page).getByRole('listitem')).toHaveCount(1);
  await expect(dialog(page).getByRole('status')).toContainText('1 goes, freeing 3');
  await button(dialog(page), 'All unused').click();
  await expect(dialog(page).getByRole('listitem')).toHaveCount(2);
  await looksRight(page);
  // What comes meanwhile is not touched.
  await engine.load(ownImage(engine, { tags: [`${name}-late`] }).saveTar());
  await button(dialog(page), 'Remove 2').click();
  await expect(dialog(page).getByRole('status')).toContainText('2 of 2 were removed');
  await button(dialog(page), 'Close').last().click();
  await expect(rowOf(page, `${name}-late`)).toBeVisible();
  expect(await ownIds(engine)).toHaveLength(1);
});

test('steps of a build are shown on request, and are not offered for deletion {book 21}', async ({
  page,
  engine,
}) => {
  const name = `e2e/${engine.id}:built`;
  const lines = ['FROM longshore/busybox:1', `LABEL ${testLabel}=${engine.id}`, 'CMD ["sh"]'];
  const context = tarOf([{ path: 'Dockerfile', bytes: lines.join('\n'), mode: 0o644 }]);
  await engine.request('POST', `/build?t=${name}&version=1`, context);
  const { Parent } = await engine.request<{ Parent: string }>('GET', `/images/${name}/json`);
  await openPage(page, 'images');
  await expect(rowOf(page, name)).toBeVisible();
  const step = rowOf(page, `${Parent.slice(7, 19)}, a step of a build`);
  await expect(step).toBeHidden();
  await button(page, 'Build steps').click();
  await expect(page).toHaveURL(/steps=shown/);
  await step.click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Remove' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await rowOf(page, 'longshore/busybox:1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(dialog(page)).toContainText('Other images are built on it, so its layers stay.');
  await expect(dialog(page)).toContainText(Parent.slice(7, 19));
  await button(dialog(page), 'Keep').click();
});

const tarFile = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/x-tar', buffer });

test('an archive is looked into before it is loaded, and a name that moves is asked about {72} {book 40 partial}', async ({
  page,
  engine,
}) => {
  const name = `e2e/${engine.id}`;
  const old = ownImage(engine, { tags: [`${name}:1`] });
  await engine.load(old.saveTar());
  const fresh = ownImage(engine, { tags: [`${name}:1`, `${name}:new`], layerBytes: 70_000 });
  await openPage(page, 'images');
  await expect(rowOf(page, `${name}:1`)).toBeVisible();
  await button(page, 'From a file').click();
  const choose = (file: string, bytes: Buffer) =>
    dialog(page).locator('input[type=file]').setInputFiles(tarFile(file, bytes));
  const load = button(dialog(page), 'Load');

  await choose('photos.zip', Buffer.from('PK\u0003\u0004 and so on'));
  await expect(dialog(page)).toContainText('This is a zip. Engines read tar only');
  await expect(load).toBeDisabled();
  await choose('nothing.tar', Buffer.alloc(0));
  await expect(dialog(page)).toContainText('The file is empty.');
  const context = [
    { path: 'src/app.js', bytes: 'x' },
    { path: 'Dockerfile', bytes: 'FROM scratch' },
  ];
  await choose('context.tar', tarOf(context));
  await expect(dialog(page)).toContainText('docker build - < context.tar');
  await expect(load).toBeDisabled();

  for (const [file, bytes] of [
    ['images.tar.gz', gzipSync(fresh.saveTar())],
    ['images.tar', fresh.saveTar()],
  ] as const) {
    await choose(file, bytes);
    const inside = dialog(page).getByRole('list', { name: 'Images in the file' });
    const item = inside.getByRole('listitem');
    await expect(item).toContainText(`${name}:1, ${name}:new`);
    await expect(item).toContainText('linux/');
    await expect(dialog(page)).toContainText(`${name}:1 is ${old.id.slice(7, 19)} now`);
    await expect(dialog(page)).not.toContainText(`${name}:new is`);
  }
  await dialog(page).getByRole('checkbox', { name: 'Keep the old one' }).check();
  const kept = dialog(page).getByLabel(`What ${name}:1 is now, from then on`);
  await expect(kept).toHaveValue(`${name}:1-old`);
  await kept.fill(`${name}:1`);
  await expect(dialog(page)).toContainText('Another image has this name');
  await expect(load).toBeDisabled();
  await kept.fill(`${name}:before`);
  await looksRight(page);
  await load.click();
  await expect(dialog(page)).toContainText(`Here now: ${name}:1, ${name}:new`);
  expect(await tagsOf(engine, old.id)).toEqual([`${name}:before`]);
  expect((await tagsOf(engine, fresh.id)).toSorted()).toEqual([`${name}:1`, `${name}:new`]);
});

test('several images are saved in one packed file, with the command that equals it {72}', async ({
  page,
  engine,
  binary,
}) => {
  test.skip(binary !== undefined, 'the desktop asks for a place by its own dialog');
  const name = (n: number) => `e2e/${engine.id}:${n}`;
  for (const n of [1, 2]) await engine.load(ownImage(engine, { tags: [name(n)] }).saveTar());
  await openPage(page, `images?q=${engine.id}`);
  await expect(rowOf(page, name(2))).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await button(page, 'Save').click();
  await button(dialog(page), 'gzip').click();
  await expect(
    dialog(page).getByText(`docker save ${name(1)} ${name(2)} | gzip > images.tar.gz`),
  ).toBeVisible();
  // The engine of this tier is too old for it, and says so.
  await expect(dialog(page)).toContainText('since API 1.48; this one speaks 1.41');
  await looksRight(page);
  const download = page.waitForEvent('download');
  await button(dialog(page), 'Save').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('images.tar.gz');
  const listed = gunzipSync(await readFile(await file.path())).toString('latin1');
  for (const n of [1, 2]) expect(listed).toContain(name(n));
});
