import { heldRegistry } from '../support/bed/held-registry.ts';
import { registryAddress } from '../support/bed/registry-address.ts';
import { expect, test } from './support/app.ts';
import {
  askPull,
  button,
  dialog,
  openPage,
  ownImage,
  publish,
  reference,
  startPull,
} from './support/images.ts';

test('a reference is taken apart while it is typed, and refused at the field {book 20 partial}', async ({
  page,
}) => {
  await openPage(page, 'images');
  await askPull(page, 'redis');
  const parts = dialog(page).getByLabel('Parts of the reference');
  await expect(parts).toHaveText('Registrydocker.ioRepositorylibrary/redisTaglatest');
  await reference(page).fill('[::1]:5000/a/b:2');
  await expect(parts).toHaveText('Registry[::1]:5000Repositorya/bTag2');
  await expect(dialog(page).getByLabel('Mirror')).toBeDisabled();
  await reference(page).fill('Redis:7');
  await expect(dialog(page).getByText('A repository is written in lower case')).toBeVisible();
  await expect(button(dialog(page), 'Pull')).toBeDisabled();
  await reference(page).fill('');
  await reference(page).evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '$ docker pull -q redis:7');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect(reference(page)).toHaveValue('redis:7');
  await expect(dialog(page).getByText('docker pull redis:7')).toBeVisible();
});

test('a pull shows a line per layer, the total and the speed, and can be cancelled {70} {140 partial} {book 20}', async ({
  page,
  engine,
}) => {
  const repository = `e2e/${engine.id}`;
  await publish(repository, ownImage(engine, { layers: 4, layerBytes: 1_000_000 }));
  const registry = await heldRegistry({ holdAfterBytes: 300_000 });
  try {
    await openPage(page, 'images');
    await askPull(page, `${registry.address}/${repository}:1`);
    await startPull(page);
    const layers = dialog(page).getByRole('list', { name: 'Layers' }).getByRole('listitem');
    await expect(layers).toHaveCount(4);
    await expect(dialog(page).getByText(/Downloading · .* of .* MB · .*\/s/)).toBeVisible();
    await button(dialog(page), 'Go on in the background').click();
    await page.getByRole('button', { name: 'Jobs, 1 runs' }).click();
    await expect(page.getByText(`Pull ${registry.address}/${repository}:1`)).toBeVisible();
    await page.keyboard.press('Escape');

    await askPull(page, `${registry.address}/${repository}:1`);
    await startPull(page);
    await expect(layers).toHaveCount(4);
    await button(dialog(page), 'Cancel').click();
    await expect(dialog(page).getByText('Cancelled')).toBeVisible();
    await button(dialog(page), 'Change and try again').click();
    await expect(reference(page)).toHaveValue(`${registry.address}/${repository}:1`);
    registry.release();
    await startPull(page);
    await expect(
      dialog(page).getByText(`${registry.address}/${repository}:1 is here`),
    ).toBeVisible();
    await button(dialog(page), 'Show the image').click();
    await expect(
      page.getByRole('heading', { name: `${registry.address}/${repository}:1` }),
    ).toBeVisible();
  } finally {
    await registry.close();
  }
});

test('a refused pull says why {70}', async ({ page }) => {
  const [plain, auth] = await Promise.all([registryAddress('plain'), registryAddress('auth')]);
  await openPage(page, 'images');
  await askPull(page, `${plain}/fixtures/busybox:none`);
  await startPull(page);
  await expect(dialog(page).getByRole('alert')).toHaveAttribute('data-code', 'manifest-unknown');
  await button(dialog(page), 'Change and try again').click();
  await reference(page).fill(`${auth}/private/busybox:1`);
  await startPull(page);
  await expect(dialog(page).getByRole('alert')).toHaveAttribute(
    'data-code',
    'registry-unauthorized',
  );
  await button(dialog(page), 'Change and try again').click();
  await reference(page).fill(`${plain}/fixtures/foreign:1`);
  await startPull(page);
  await expect(dialog(page).getByRole('alert')).toHaveAttribute(
    'data-code',
    'platform-unavailable',
  );
});

test('a failed pull is mended from the list of jobs as well', async ({ page, engine }) => {
  await openPage(page, 'images');
  await askPull(page, `nowhere-${engine.id}:1`);
  await startPull(page);
  await expect(dialog(page).getByRole('alert')).toBeVisible();
  await button(dialog(page), 'Close').last().click();
  await page.getByRole('button', { name: /^Jobs/ }).click();
  await page
    .getByRole('article')
    .filter({ hasText: `nowhere-${engine.id}:1` })
    .getByRole('button', { name: 'Use a mirror' })
    .click();
  await expect(reference(page)).toHaveValue(`nowhere-${engine.id}:1`);
  await expect(page.getByRole('textbox', { name: 'Mirror' })).toBeFocused();
});
