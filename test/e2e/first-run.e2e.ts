import { type Engine, startEngine } from '../support/bed/engines.ts';
import { heldRegistry } from '../support/bed/held-registry.ts';
import { rootfsTar } from '../support/images/fixtures.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { expect, openWeb, test } from './support/app.ts';
import { violations } from './support/axe.ts';
import { button, openPage, ownImage, publish, rowOf } from './support/images.ts';
import { startWebApp } from './support/web-app.ts';

const tar = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/x-tar', buffer });

/** All images away, so that the engine is as new. */
async function empty({ socket }: Engine): Promise<void> {
  const engine = rawEngine(socket);
  for (const { Id } of await engine.request<{ Id: string }[]>('GET', '/images/json')) {
    await engine.request('DELETE', `/images/${Id}?force=1`);
  }
}

test('an empty list leads to the three ways to a first image', async ({ page, app }) => {
  test.skip(app === undefined, 'another engine is given to the web shell only');
  const fresh = await startEngine('docker-20', 'e2e-first-run');
  try {
    await empty(fresh);
    const own = await startWebApp(fresh.dockerHost);
    try {
      await openWeb(page, own);
      await openPage(page, 'images');
      await expect(page.getByText('No images on this engine yet')).toBeVisible();
      await button(page, 'Get a first image').click();
      await expect(page).toHaveURL(/\/first-image$/);
      const load = page.getByRole('region', { name: 'Load an archive' });
      const image = ownImage(rawEngine(fresh.socket), { tags: ['e2e/first:1'] });
      await load.locator('input[type=file]').setInputFiles(tar('first.tar', image.saveTar()));
      await button(load, 'Load').click();
      await expect(load.getByText('Here now: e2e/first:1')).toBeVisible();
      await page.getByRole('link', { name: 'Images' }).click();
      await expect(rowOf(page, 'e2e/first:1')).toBeVisible();
      await page.goto('about:blank');
    } finally {
      await own.stop();
    }
  } finally {
    await fresh.remove();
  }
});

test('a pull that cannot reach docker.io comes from a mirror {91 partial} {book 18 partial}', async ({
  page,
  engine,
}) => {
  const name = `only-mirrored-${engine.id}`;
  await publish(`mirrored/${name}`, ownImage(engine));
  const mirror = await heldRegistry({ holdAfterBytes: 0, library: 'mirrored' });
  try {
    await openPage(page, 'first-image');
    const pull = page.getByRole('region', { name: 'Pull from a registry' });
    await pull.getByRole('textbox', { name: 'Image' }).fill(`${name}:1`);
    await button(pull, 'Pull').click();
    await expect(pull.getByRole('alert')).toHaveAttribute('data-code', 'registry-unreachable');
    await button(pull, 'Use a mirror').click();
    const field = pull.getByRole('textbox', { name: 'Mirror' });
    await expect(field).toBeFocused();
    await expect(button(pull, 'Pull')).toBeDisabled();
    await field.fill('no address');
    await expect(pull.getByText('A mirror is an address such as')).toBeVisible();
    await field.fill(`http://${mirror.address}`);
    await expect(pull.getByText(`docker pull ${mirror.address}/library/${name}:1`)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(pull.getByText(`${name}:1 is here`)).toBeVisible();
    await button(pull, 'Show the image').click();
    await expect(page.getByRole('heading', { name: `${name}:1` })).toBeVisible();
  } finally {
    await mirror.close();
  }
});

test('a root filesystem becomes a first image {book 40 partial}', async ({ page, engine }) => {
  await openPage(page, 'first-image');
  const way = page.getByRole('region', { name: 'Import a root filesystem' });
  await way.locator('input[type=file]').setInputFiles(tar('root.tar', await rootfsTar()));
  await way.getByLabel('Name', { exact: true }).fill(`e2e/${engine.id}:first`);
  await way.getByLabel('Instructions').fill(`LABEL longshore.test=${engine.id}`);
  await button(way, 'Import').click();
  await expect(way.getByText(`Here now: e2e/${engine.id}:first`)).toBeVisible();
});

test('axe finds nothing on the first-run page, in either theme', async ({ page }) => {
  await openPage(page, 'first-image');
  const way = page.getByRole('region', { name: 'Import a root filesystem' });
  await way.locator('input[type=file]').setInputFiles(tar('root.tar', await rootfsTar()));
  await expect(way.getByLabel('Instructions')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
  }
});
