import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { buildImage } from '../support/images/image.ts';
import { type RawEngine, testLabel } from '../support/raw-engine.ts';
import { expect, test } from './support/app.ts';
import { violations } from './support/axe.ts';
import { exploredImage, ownTag } from './support/explored-image.ts';
import { button, details, openPage, ownImage, rowOf } from './support/images.ts';
import { switchLanguage } from './support/language.ts';
import { openWindow } from './support/node-window.ts';
import type { WebApp } from './support/web-app.ts';

const tree = (page: Page) => page.getByRole('treegrid');
const entry = (page: Page, name: string | RegExp) => tree(page).getByRole('row', { name });
const layer = (page: Page, number: number) =>
  page.getByRole('region', { name: 'Layers', exact: true }).locator(`[data-layer="${number - 1}"]`);
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the explorer' }).getByRole('link', { name });

/** The explorer of an image of the test's own, by its address. */
async function explore(page: Page, engine: RawEngine, rest = ''): Promise<string> {
  const tag = ownTag('layers');
  await engine.load(exploredImage(engine, tag).saveTar());
  await page.goto(new URL(`/layers?source=image/docker-host/${tag}${rest}`, page.url()).href);
  await expect(page.getByRole('heading', { name: tag, level: 1 })).toBeVisible();
  return tag;
}

test('an image leads to its layers: what each brought, what it only hides {73} {77} {78} {book 8}', async ({
  page,
  engine,
}) => {
  const tag = ownTag('layers');
  await engine.load(exploredImage(engine, tag).saveTar());
  await openPage(page, 'images');
  await rowOf(page, tag).click();
  await button(details(page), 'Explore layers').click();
  await expect(page.getByRole('heading', { name: tag, level: 1 })).toBeVisible();
  await expect(layer(page, 1)).toContainText('ADD file:8e3f in /');
  await expect(layer(page, 2)).toContainText('No files');
  await expect(layer(page, 3)).toContainText('RUN apt-get update && apt-get install');
  await page.getByRole('button', { name: '<missing> 5' }).click();
  await expect(page.getByRole('dialog')).toContainText('Nothing is lost: all files are here.');
  await page.keyboard.press('Escape');

  // The last layer with files is shown first.
  await expect(layer(page, 5)).toHaveAttribute('aria-current', 'true');
  await expect(entry(page, /settings\.yml/)).toContainText('Hidden, not removed: still 111 B');
  await expect(entry(page, /program/)).toContainText('-rwsr-xr-x');
  for (const odd of ['<b>bold<b>.html', 'bad-\\xff', 'two\\nlines', '镜像 说明.txt']) {
    await expect(tree(page).getByText(odd, { exact: true })).toBeVisible();
  }

  await layer(page, 4).click();
  const gone = entry(page, /pkgcache\.bin/);
  await expect(gone).toContainText('Hidden, not removed: still 4.1 MB');
  await expect(gone.getByRole('img', { name: 'Removed' })).toBeVisible();
  await expect(entry(page, /^Folder Unchanged lists/)).toContainText('opaque');
  await expect(entry(page, /kept/).getByRole('img', { name: 'Added' })).toBeVisible();
  // By keyboard: what the row's link does, and what can be done with a folder.
  await entry(page, /^Folder Unchanged lists/).focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Download the folder as a tar' })).toBeVisible();
  await page.keyboard.press('Escape');
  await gone.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Go to layer 3 (4.1 MB)' })).toBeVisible();
  await page.keyboard.press('Escape');
  await gone.getByRole('button', { name: 'in layer 3' }).click();
  await expect(layer(page, 3)).toHaveAttribute('aria-current', 'true');
  await expect(entry(page, /pkgcache\.bin/)).toBeFocused();
  await expect(page).toHaveURL(/layer=2/);

  await button(page, 'Stack up to it').click();
  await expect(entry(page, /^Folder Unchanged etc/)).toContainText('26 B');
  await page.reload();
  await expect(entry(page, /^Folder Unchanged etc/)).toBeVisible();
  await expect(layer(page, 3)).toHaveAttribute('aria-current', 'true');
});

test('the tree is filtered, sorted and walked by keyboard alone {77}', async ({ page, engine }) => {
  await explore(page, engine, '&layer=0&view=stack');
  await expect(entry(page, /etc/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter by path' }).fill('BIN/bash');
  await expect(page.getByText('1 entry')).toBeVisible();
  await expect(entry(page, /bash/)).toContainText('→ sh');
  await expect(page).toHaveURL(/q=BIN/);
  await page.keyboard.press('Escape');
  await button(page, 'Close all folders').click();
  await entry(page, /etc/).focus();
  await page.keyboard.press('End');
  await expect(entry(page, /^Folder Added var/)).toBeFocused();
  await page.keyboard.press('u');
  const usr = entry(page, /^Folder Added usr/);
  await expect(usr).toBeFocused();
  await expect(usr).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(usr).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  const bin = entry(page, /^Folder Added bin/);
  await expect(bin).toBeFocused();
  await expect(bin).toHaveAttribute('aria-level', '2');
  await expect(bin).toHaveAttribute('aria-posinset', '1');
  await expect(bin).toHaveAttribute('aria-setsize', '1');
  await page.keyboard.press('ArrowLeft');
  await expect(usr).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('*');
  await expect(entry(page, /passwd/)).toBeVisible();
  await expect(entry(page, /^Folder Added app/)).toBeVisible();
  await button(page, 'Open all folders').click();
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=-size/);
  await expect(tree(page).getByRole('row').nth(1)).toContainText('usr');
  await button(page, 'Added').click();
  await page.getByRole('combobox', { name: 'Smallest size' }).click();
  await page.getByRole('option', { name: '1 MB and more' }).click();
  await expect(page.getByText('Nothing fits the filter')).toBeVisible();
  await button(page, 'Clear the filter').click();
  await expect(entry(page, /passwd/)).toBeVisible();
  // From layer to layer by the arrows.
  await layer(page, 1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(layer(page, 3)).toBeFocused();
  await expect(layer(page, 3)).toHaveAttribute('aria-current', 'true');
});

test('a folder of thousands is walked from end to end {77}', async ({ page, engine }) => {
  const tag = ownTag('many');
  const name = (n: number) => `many/file-${String(n).padStart(4, '0')}`;
  const files = Array.from({ length: 3_000 }, (_, n) => ({ path: name(n), bytes: 'x' }));
  const config = { Labels: { [testLabel]: engine.id } };
  const layers = [[{ path: 'many/', folder: true as const }, ...files]];
  await engine.load(buildImage({ tags: [tag], layers, config }).saveTar());
  await page.goto(new URL(`/layers?source=image/docker-host/${tag}`, page.url()).href);
  await button(page, 'Open all folders').click();
  await entry(page, /file-0000/).focus();
  await page.keyboard.press('End');
  await expect(entry(page, /file-2999/)).toBeFocused();
  await expect(entry(page, /file-2999/)).toHaveAttribute('aria-posinset', '3000');
  // The folder is many rows away from what is read.
  await page.keyboard.press('ArrowLeft');
  await expect(entry(page, /^Folder Added many/)).toBeFocused();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(tree(page).locator(':focus')).toContainText('file-00');
  expect(await tree(page).getByRole('row').count()).toBeLessThan(100);
});

test('files are read, compared with the layer below, and brought to disk {81}', async ({
  page,
  engine,
  binary,
}) => {
  await explore(page, engine);
  await entry(page, /settings\.yml/).click();
  await expect(page.getByRole('region', { name: /^Content of/ })).toContainText('port: 8080');
  await button(page, 'Difference').click();
  await expect(page.getByText('2 lines added · 1 line removed')).toBeVisible();
  await expect(page.getByRole('region', { name: /^Differences in/ })).toContainText('port: 80');
  await button(page, 'Side by side').click();
  await expect(page.getByRole('region', { name: /^Differences in/ })).toContainText('new: true');
  await page.keyboard.press('Escape');
  await expect(entry(page, /settings\.yml/)).toBeFocused();

  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await expect(entry(page, /program/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /^Bytes of/ })).toContainText('7f 45 4c 46');
  await expect(page.getByText('Only the beginning is shown.')).toBeVisible();
  await page.keyboard.press('Escape');
  await entry(page, /picture\.png/).click();
  const picture = page.getByRole('img', { name: '/srv/app/picture.png' });
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((node) => (node as HTMLImageElement).naturalWidth))
    .toBe(1);
  await button(page, 'Files').click();
  // A page out of an image is text.
  await entry(page, /bold/).click();
  await expect(page.getByText('<script>alert(1)</script>')).toBeVisible();
  if (binary !== undefined) return;
  const download = page.waitForEvent('download');
  await button(page, 'Download the file').click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe('<script>alert(1)</script>\n');
});

test('the map shows sizes as areas, by keyboard too {77}', async ({ page, engine }) => {
  await explore(page, engine, '&layer=4&view=stack&tab=map');
  const map = page.getByRole('group', { name: 'Sizes as areas' });
  await map.getByRole('button', { name: 'usr, 3.3 MB' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(map.getByRole('button', { name: /^srv/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(map.getByRole('button', { name: 'bin, 3.3 MB' })).toBeVisible();
  await page.getByRole('list', { name: 'Sizes as a list' }).getByRole('button').first().click();
  await expect(map.getByRole('button', { name: 'tool, 2.4 MB' })).toBeVisible();
  await expect(page).toHaveURL(/folder=/);
  await page.getByRole('navigation', { name: 'Folder of the map' }).getByText('/').click();
  await expect(map.getByRole('button', { name: 'usr, 3.3 MB' })).toBeVisible();
});

test('waste is told with its cause, and leads there {79}', async ({ page, engine }) => {
  await explore(page, engine, '&tab=waste');
  const efficiency = page.getByRole('region', { name: 'Efficiency' });
  await expect(efficiency).toContainText('41%6 MB wasted');
  await expect(efficiency).toContainText('As dive counts');
  const paths = page.getByRole('list', { name: 'Paths with hidden bytes' }).getByRole('listitem');
  await expect(paths).toHaveCount(5);
  await expect(paths.first()).toContainText('/var/cache/apt/pkgcache.bin4.1 MB');
  await expect(paths.first()).toContainText('Removed by');
  await expect(paths.first()).toContainText('RUN rm -rf /var/cache/apt /var/lib/apt/lists');
  await paths.first().getByRole('button', { name: 'Layer 4' }).click();
  await expect(layer(page, 4)).toHaveAttribute('aria-current', 'true');
  await expect(entry(page, /pkgcache\.bin/)).toBeFocused();
});

test('an archive is sent and looked into; what is none is refused {80 partial}', async ({
  page,
  engine,
}) => {
  const image = exploredImage(engine, 'e2e/archived:1');
  await page.goto(new URL('/layers', page.url()).href);
  const file = page.locator('input[type=file]');
  const tar = (buffer: Buffer) => ({ name: 'saved.tar', mimeType: 'application/x-tar', buffer });
  await file.setInputFiles(tar(Buffer.from('no archive at all')));
  await expect(page.getByRole('alert')).toBeVisible();
  await page.goto(new URL('/layers', page.url()).href);
  await file.setInputFiles(tar(image.saveTar()));
  await expect(page.getByRole('heading', { name: /archived|saved/, level: 1 })).toBeVisible();
  await expect(page.getByText('Archive from this machine')).toBeVisible();
  await expect(entry(page, /settings\.yml/)).toBeVisible();
  await page.reload();
  await expect(entry(page, /settings\.yml/)).toBeVisible();
  await button(page, 'Open something else').click();
  await expect(page.getByText(/layers? that (was|were) read/)).toBeVisible();
  await button(page, 'Forget them').click();
  await expect(page.getByText('The layers were forgotten')).toBeVisible();
  await expect(button(page, 'Forget them')).toBeHidden();
});

test('what a container wrote is one more layer {78}', async ({ page, engine }) => {
  const id = await engine.run({
    name: `layers-${engine.id}`,
    Image: 'longshore/busybox:1',
    Cmd: ['sh', '-c', 'echo hello > /written; rm /bin/wget; sleep 1000'],
  });
  await openPage(page, `containers/${id.slice(0, 12)}/changes`);
  await button(page, 'Explore the changes').click();
  await expect(page.getByText('Written by the container')).toBeVisible();
  await expect(entry(page, /written/).getByRole('img', { name: 'Added' })).toBeVisible();
  await expect(entry(page, /wget/).getByRole('img', { name: 'Removed' })).toBeVisible();
});

test('an analysis that was let go meanwhile is read again by itself', async ({
  page,
  engine,
  app,
}) => {
  test.skip(app === undefined, 'a second window is opened in the web project only');
  await explore(page, engine, '&layer=0');
  await expect(entry(page, /passwd/)).toBeVisible();
  // More than the backend keeps.
  const others = Array.from({ length: 8 }, (_, n) => `e2e/${engine.id}:${n}`);
  await engine.load(ownImage(engine, { tags: others }).saveTar());
  const window = await openWindow(app as WebApp);
  for (const image of others) {
    const source = { kind: 'image', host: window.host, image } as const;
    for await (const event of window.api.layers.analyse({ source })) {
      if (event.state === 'done') break;
    }
  }
  window.close();
  await page.getByRole('textbox', { name: 'Filter by path' }).fill('shadow');
  await expect(page.getByText('Nothing fits the filter')).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter by path' }).fill('passwd');
  await expect(entry(page, /passwd/)).toBeVisible();
});

test('both languages, and axe finds nothing in any part, in light and dark', async ({
  page,
  engine,
}) => {
  test.slow();
  await explore(page, engine, '&layer=3');
  const check = async (place: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), `${place} ${colorScheme}`).toEqual([]);
    }
  };
  await expect(entry(page, /pkgcache/)).toBeVisible();
  await check('files');
  await layer(page, 5).click();
  await entry(page, /settings\.yml/).click();
  await button(page, 'Difference').click();
  await expect(page.getByText('2 lines added')).toBeVisible();
  await check('difference');
  for (const [name, seen] of [
    ['Map', 'Sizes as areas'],
    ['Waste', 'Paths with hidden bytes'],
    ['Help', 'Removed means hidden'],
  ] as const) {
    await tab(page, name).click();
    await expect(page.getByLabel(seen).or(page.getByText(seen)).first()).toBeVisible();
    await check(name);
  }
  await switchLanguage(page);
  await expect(page.getByRole('heading', { name: '删除只是隐藏' })).toBeVisible();
  await expect(page.getByText('4 层含有文件')).toBeVisible();
  await page.goto(new URL('/layers', page.url()).href);
  await expect(page.getByRole('heading', { name: '查看镜像层' })).toBeVisible();
  await check('open');
});
