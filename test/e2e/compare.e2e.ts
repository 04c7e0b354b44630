import type { Page } from '@playwright/test';
import { expect, test } from './support/app.ts';
import { violations } from './support/axe.ts';
import { exploredImage, ownTag } from './support/explored-image.ts';
import { button, openPage, rowOf } from './support/images.ts';
import { switchLanguage } from './support/language.ts';

const side = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const entry = (page: Page, name: RegExp) => page.getByRole('treegrid').getByRole('row', { name });

test('two images are compared: layers, files by folder, settings {82}', async ({
  page,
  engine,
}) => {
  test.slow();
  const [older, newer] = [ownTag('older'), ownTag('newer')];
  await engine.load(exploredImage(engine, older).saveTar());
  await engine.load(exploredImage(engine, newer, 9090).saveTar());
  await openPage(page, 'images');
  await expect(rowOf(page, newer)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Compare two');
  await page.getByRole('option', { name: 'Compare two images' }).click();
  await expect(page).toHaveURL(/layers\/compare/);
  await expect(button(page, 'Compare')).toBeDisabled();
  await side(page, 'Left').getByRole('combobox', { name: 'Image' }).fill(older);
  await page.keyboard.press('Escape');
  await side(page, 'Right').getByRole('combobox', { name: 'Image' }).fill(newer);
  await page.keyboard.press('Escape');
  await button(page, 'Compare').click();

  const summary = page.getByRole('region', { name: 'In short' });
  await expect(summary).toContainText('3 layers shared (9.3 MB)');
  await expect(summary).toContainText('1 file only at the right (+209 kB)');
  await expect(summary).toContainText('1 file only at the left (−208 kB)');
  await expect(summary).toContainText('1 file differs');
  await expect(entry(page, /^Folder Unchanged app/)).toContainText('+1 kB');
  await expect(entry(page, /data-8080/)).toContainText('208 kB–−208 kB');
  await expect(entry(page, /data-9090/).getByRole('img', { name: 'Added' })).toBeVisible();
  await expect(entry(page, /passwd/)).toBeHidden();
  await button(page, 'Unchanged').click();
  await page.getByRole('textbox', { name: 'Filter by path' }).fill('passwd');
  await expect(entry(page, /passwd/)).toContainText('26 B26 B');

  await page.getByRole('link', { name: /^Settings 2/ }).click();
  const token = page.getByRole('row', { name: /API_TOKEN/ });
  await expect(token).toContainText('••••••••');
  await expect(token).not.toContainText('secret-8080');
  await button(page, 'Show the value of API_TOKEN').click();
  await expect(token).toContainText('secret-9090');
  await expect(page.getByRole('row', { name: /Environment variable PORT/ })).toContainText('9090');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
  }
  await page.reload();
  await expect(token).toBeVisible();
  await switchLanguage(page);
  await expect(page.getByRole('row', { name: /环境变量/ })).toHaveCount(2);
  await button(page, '另选镜像').click();
  expect(await violations(page)).toEqual([]);
});

test('a side that cannot be read says why', async ({ page, engine }) => {
  const tag = ownTag('alone');
  await engine.load(exploredImage(engine, tag).saveTar());
  const sides = `left=image/docker-host/${tag}&right=image/docker-host/e2e/nowhere:1`;
  await page.goto(new URL(`/layers/compare?${sides}`, page.url()).href);
  await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'image-not-found');
  await button(page, 'Try again').click();
  await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'image-not-found');
});
