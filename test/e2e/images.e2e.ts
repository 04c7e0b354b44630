import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { rootfsTar } from '../support/images/fixtures.ts';
import { tarOf } from '../support/images/tar.ts';
import { testLabel } from '../support/raw-engine.ts';
import { expect, test } from './support/app.ts';
import { violations } from './support/axe.ts';
import {
  askPull,
  button,
  details,
  dialog,
  openPage,
  ownIds,
  ownImage,
  rowOf,
  tagsOf,
} from './support/images.ts';

const tar = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/x-tar', buffer });
const file = (page: Page) => dialog(page).locator('input[type=file]');
const filter = (page: Page) => page.getByRole('textbox', { name: 'Filter by name, digest or id' });

test('the list groups names by image, filters and keeps the view in the address {74 partial} {book 21}', async ({
  page,
  engine,
}) => {
  const name = `e2e/${engine.id}`;
  await engine.load(ownImage(engine, { tags: [`${name}:a`, `${name}:b`] }).saveTar());
  await engine.load(ownImage(engine).saveTar([]));
  await openPage(page, 'images');
  const row = rowOf(page, `${name}:a`);
  await expect(row).toContainText(`${name}:b`);
  await expect(row).toContainText('none');
  await expect(row).toContainText('linux/');

  await filter(page).fill(`${engine.id} :b`);
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(new RegExp(`q=${engine.id}`));
  await filter(page).fill(`e2e/*${engine.id.slice(2)}:c`);
  await expect(page.getByText('No image fits the filter')).toBeVisible();
  await button(page, 'Clear the filter').click();
  await expect(row).toBeVisible();

  await page.getByRole('button', { name: /^Dangling/ }).click();
  await expect(page).toHaveURL(/show=dangling/);
  await expect(row).toBeHidden();
  await page.getByRole('button', { name: /^Unused/ }).click();
  await expect(row).toBeVisible();
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').first().click();
  await expect(page).toHaveURL(/sort=size/);
  await page.reload();
  await expect(row).toBeVisible();
  await expect(page.getByRole('button', { name: /^Unused/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('an image leads to the containers made from it, as they come and go', async ({
  page,
  engine,
}) => {
  const name = `e2e/${engine.id}:1`;
  const image = ownImage(engine, { tags: [name] });
  await engine.load(image.saveTar());
  await openPage(page, 'images');
  const row = rowOf(page, name);
  await expect(row).toContainText('none');
  await engine.create({ name: `user-${engine.id}`, Image: name });
  const users = row.getByRole('link', { name: '1 container' });
  await expect(users).toBeVisible();
  await expect(users).toHaveAttribute(
    'href',
    new RegExp(`/containers\\?q=.*${image.id.slice(7, 19)}`),
  );
  await row.click();
  await expect(page.getByRole('link', { name: `user-${engine.id}` })).toBeVisible();
});

test('names are added, moved and taken off, with the outcome told before {69}', async ({
  page,
  engine,
}) => {
  const name = `e2e/${engine.id}`;
  const image = ownImage(engine, { tags: [`${name}:1`] });
  await engine.load(image.saveTar());
  await openPage(page, 'images');
  await rowOf(page, `${name}:1`).click();
  await button(details(page), 'Add a name').click();
  await dialog(page).getByLabel('New name').fill(`${name}:2`);
  await button(dialog(page), 'Add the name').click();
  await expect(page.getByText(`The image is now also ${name}:2`)).toBeVisible();
  await button(details(page), `Take ${name}:1 off`).click();
  await expect(dialog(page)).toContainText('Removes this name only. The image stays under another');
  await button(dialog(page), 'Take it off').click();
  await expect(page.getByText(`${name}:1 was taken off`)).toBeVisible();
  expect(await tagsOf(engine, image.id)).toEqual([`${name}:2`]);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(() => tagsOf(engine, image.id)).toHaveLength(2);
});

test('a removal is refused while containers use the image, and frees it by force {69} {book 22}', async ({
  page,
  engine,
}) => {
  const name = `e2e/${engine.id}:1`;
  await engine.load(ownImage(engine, { tags: [name] }).saveTar());
  const container = await engine.create({ name: `user-${engine.id}`, Image: name });
  await openPage(page, 'images');
  await rowOf(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(dialog(page)).toContainText('1 container uses it. None of them runs.');
  await expect(dialog(page)).toContainText(`user-${engine.id}`);
  await expect(button(dialog(page), 'Remove')).toBeDisabled();
  await dialog(page).getByRole('checkbox', { name: 'Remove it by force' }).check();
  await expect(dialog(page).getByText(/docker rmi -f/)).toBeVisible();
  await engine.request('DELETE', `/containers/${container}`);
  await button(dialog(page), 'Keep').click();
  await rowOf(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(dialog(page)).toContainText('The image goes for good');
  await button(dialog(page), 'Remove').click();
  await expect(page.getByText(`${name} was removed`)).toBeVisible();
  await expect(rowOf(page, name)).toBeHidden();
  expect(await ownIds(engine)).toEqual([]);
});

test('a stopped container does not hold an image back from force {69}', async ({
  page,
  engine,
}) => {
  const name = `e2e/${engine.id}:1`;
  await engine.load(ownImage(engine, { tags: [name] }).saveTar());
  await engine.create({ name: `user-${engine.id}`, Image: name });
  await openPage(page, 'images');
  await rowOf(page, name).click();
  await button(details(page), 'Remove').click();
  await dialog(page).getByRole('checkbox', { name: 'Remove it by force' }).check();
  await button(dialog(page), 'Remove').click();
  await expect(rowOf(page, name)).toBeHidden();
  await expect(details(page)).toContainText('This image is not on the engine any more');
});

test('an image is saved to a tar, removed, and loaded from it {72}', async ({
  page,
  engine,
  binary,
}) => {
  test.skip(binary !== undefined, 'the desktop asks for a place by its own dialog');
  const name = `e2e/${engine.id}`;
  await engine.load(ownImage(engine, { tags: [`${name}:1`, `${name}:2`] }).saveTar());
  await openPage(page, 'images');
  await rowOf(page, `${name}:1`).click();
  const download = page.waitForEvent('download');
  await button(details(page), 'Save as a tar…').click();
  await expect(dialog(page)).toContainText('2 names with all layers');
  await expect(
    dialog(page).getByText(`docker save -o images.tar ${name}:1 ${name}:2`),
  ).toBeVisible();
  await button(dialog(page), 'Save').click();
  const saved = await readFile(await (await download).path());
  for (const id of await ownIds(engine)) await engine.request('DELETE', `/images/${id}?force=1`);
  await expect(rowOf(page, `${name}:1`)).toBeHidden();
  await button(page, 'From a file').click();
  await file(page).setInputFiles(tar('saved.tar', saved));
  await expect(dialog(page).getByText('docker load -i saved.tar')).toBeVisible();
  await button(dialog(page), 'Load').click();
  await expect(dialog(page).getByText(`Here now: ${name}:1, ${name}:2`)).toBeVisible();
  await button(dialog(page), 'Close').last().click();
  await expect(rowOf(page, `${name}:2`)).toBeVisible();
});

test('a file dropped on the page is loaded; a root filesystem is imported instead {book 40 partial}', async ({
  page,
  engine,
}) => {
  await openPage(page, 'images');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  const bytes = (await rootfsTar()).toString('base64');
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    const content = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    transfer.items.add(new File([content], 'root.tar'));
    return transfer;
  }, bytes);
  const grid = page.getByRole('grid');
  await grid.dispatchEvent('dragover', { dataTransfer: data });
  await expect(page.getByText('Drop the file to load or import it')).toBeVisible();
  await grid.dispatchEvent('drop', { dataTransfer: data });
  await expect(dialog(page)).toContainText('This is a tar of files, not of images');
  await expect(button(dialog(page), 'Load')).toBeDisabled();
  await button(dialog(page), 'Import it instead').click();
  await dialog(page).getByLabel('Name', { exact: true }).fill(`e2e/${engine.id}:root`);
  await dialog(page)
    .getByLabel('Instructions')
    .fill(`CMD ["/bin/sh"]\nLABEL ${testLabel}=${engine.id}`);
  await button(dialog(page), 'Import').click();
  await expect(dialog(page).getByText(`Here now: e2e/${engine.id}:root`)).toBeVisible();
  await button(dialog(page), 'Show the image').click();
  await expect(details(page)).toContainText('["/bin/sh"]');
});

test('an upload shows its progress and can be cancelled {140 partial}', async ({
  page,
  engine,
}, info) => {
  const path = info.outputPath('big.tar');
  await writeFile(path, tarOf([{ path: `${'0'.repeat(64)}/layer.tar`, bytes: Buffer.alloc(2e8) }]));
  await openPage(page, 'images');
  await button(page, 'From a file').click();
  await file(page).setInputFiles(path);
  await button(dialog(page), 'Load').click();
  await expect(dialog(page).getByText(/^Uploading · .* of 200(\.\d+)? MB/)).toBeVisible();
  await button(dialog(page), 'Cancel').click();
  await expect(dialog(page).getByText('Cancelled')).toBeVisible();
  expect(await ownIds(engine)).toEqual([]);
  await rm(path);
});

test('the history explains what is missing and greys steps without files {73 partial} {book 8 partial}', async ({
  page,
}) => {
  await openPage(page, 'images');
  await rowOf(page, 'longshore/web:1').first().click();
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page).toHaveURL(/\/history/);
  const steps = page.getByRole('list', { name: 'History' }).getByRole('listitem');
  await expect(steps).toHaveCount(3);
  await expect(steps.first()).toContainText('fixture layer 3');
  await expect(steps.last()).toContainText('<missing>');
  await expect(page.getByText('Nothing is lost.')).toBeVisible();
  await page.getByRole('link', { name: 'Inspect' }).click();
  await page.getByRole('textbox', { name: 'Search keys and values' }).fill('GREETING');
  await expect(page.getByText('GREETING=hello').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('RepoTags')).toBeVisible();
});

test('the palette finds images by name and opens the dialogs', async ({ page, engine }) => {
  const name = `e2e/${engine.id}:find`;
  await engine.load(ownImage(engine, { tags: [name] }).saveTar());
  await openPage(page, 'images');
  await expect(rowOf(page, name)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type(`${engine.id}:find`);
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  for (const [asked, title] of [
    ['Pull an image', 'Pull an image'],
    ['Load images', 'Load images from an archive'],
    ['Import a root', 'Import a root filesystem'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(asked);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: title })).toBeHidden();
  }
});

test('axe finds nothing in the list, the detail and the dialogs', async ({ page, engine }) => {
  test.slow();
  const check = async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
    }
  };
  const name = `e2e/${engine.id}:axe`;
  await engine.load(ownImage(engine, { tags: [name] }).saveTar());
  await openPage(page, 'images');
  await rowOf(page, 'longshore/web:1').first().click();
  await expect(page.getByText('What a container of it starts')).toBeVisible();
  await check();
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByText('fixture layer 1')).toBeVisible();
  await check();
  await askPull(page, 'Redis:7');
  await check();
  await page.keyboard.press('Escape');
  await rowOf(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(dialog(page)).toContainText('The image goes for good');
  await check();
  await button(dialog(page), 'Keep').click();
  await button(page, 'From a file').click();
  await check();
});
