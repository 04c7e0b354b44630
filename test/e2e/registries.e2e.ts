import type { Page } from '@playwright/test';
import { registryLogin } from '../support/bed/registries.ts';
import { registryAddress } from '../support/bed/registry-address.ts';
import { expect, test } from './support/app.ts';
import { violations } from './support/axe.ts';
import {
  askPull,
  button,
  dialog,
  openPage,
  ownImage,
  publish,
  reference,
  rowOf,
  startPull,
} from './support/images.ts';
import { openWindow } from './support/node-window.ts';

const { user, password } = registryLogin;
const note = (page: Page, code: string) => dialog(page).locator(`[role=note][data-code=${code}]`);

/** Agrees to talk to a registry of the bed, which has no TLS. */
async function agree(page: Page): Promise<void> {
  await button(note(page, 'registry-insecure'), 'Use it without encryption').click();
  await confirmPlain(page);
}

async function confirmPlain(page: Page): Promise<void> {
  const question = page.getByRole('dialog', { name: /without encryption\?$/ });
  await button(question, 'Use it without encryption').click();
  await expect(question).toBeHidden();
}

async function signIn(page: Page, secret: string): Promise<void> {
  const form = page.getByRole('dialog', { name: 'Sign in to a registry' });
  await form.getByRole('textbox', { name: 'User' }).fill(user);
  await form.getByRole('textbox', { name: 'Password or access token' }).fill(secret);
  await button(form, 'Sign in').click();
}

/** The app is the worker's: a login that another test left must not help this one. */
test.beforeEach(async ({ app }) => {
  if (app === undefined) return;
  const window = await openWindow(app);
  const registry = await registryAddress('auth');
  await window.api.registries.signOut({ registry }).catch(() => {});
  window.close();
});

/** What was pulled has no label of its own. */
test.afterEach(async ({ engine }) => {
  const guarded = await registryAddress('auth');
  await engine.ask('DELETE', `/images/${guarded}/private/busybox:1`);
});

test('tags and platforms are there before a pull, after a login where one is needed {70} {book 20}', async ({
  page,
}) => {
  const [plain, guarded] = await Promise.all([registryAddress('plain'), registryAddress('auth')]);
  await openPage(page, 'images');
  await askPull(page, `${guarded}/private/busybox`);
  await agree(page);
  await button(note(page, 'registry-unauthorized'), 'Sign in').click();
  await signIn(page, 'wrong');
  const form = page.getByRole('dialog', { name: 'Sign in to a registry' });
  await expect(form.getByRole('alert')).toHaveAttribute('data-code', 'registry-login-refused');
  expect(await violations(page)).toEqual([]);
  await signIn(page, password);
  await expect(form).toBeHidden();
  const tag = dialog(page).getByRole('combobox', { name: 'Tag' });
  await tag.click();
  await page.getByRole('option', { name: '1', exact: true }).click();
  await expect(reference(page)).toHaveValue(`${guarded}/private/busybox:1`);
  await expect(dialog(page).getByText(/^[\d,.]+ .?B for linux\/\w+, less what/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await startPull(page);
  await expect(dialog(page).getByText(/busybox:1 is here$/)).toBeVisible();
  await button(dialog(page), 'Close').last().click();

  await askPull(page, `${plain}/fixtures/foreign:1`);
  await agree(page);
  await expect(dialog(page).locator('[data-verdict=none-fits]')).toContainText(
    'None of its platforms runs on this engine',
  );
});

test('an image is pushed under a new name, and the login is left where the CLI keeps it {71} {book 50 partial}', async ({
  page,
  engine,
}) => {
  const guarded = await registryAddress('auth');
  const target = `${guarded}/e2e/${engine.id}:2`;
  await engine.load(ownImage(engine, { tags: [`e2e/${engine.id}:1`], layers: 3 }).saveTar());
  await openPage(page, 'images');
  await rowOf(page, `e2e/${engine.id}:1`).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Push…' }).click();
  await dialog(page).getByRole('combobox', { name: 'Push as' }).fill(target);
  await expect(dialog(page).getByText('The image is given this name first')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await button(dialog(page), 'Name it and push').click();
  const refusal = dialog(page).getByRole('alert');
  await expect(refusal).toHaveAttribute('data-code', 'registry-unauthorized');
  await button(refusal, 'Sign in').click();
  await signIn(page, password);
  // The engine takes it without TLS by its own settings; Longshore asks first, then goes on by itself.
  const form = page.getByRole('dialog', { name: 'Sign in to a registry' });
  await button(form.getByRole('alert'), 'Use it without encryption').click();
  await confirmPlain(page);
  await expect(dialog(page).getByText(`${target} is at the registry`)).toBeVisible();
  await expect(dialog(page).getByText(/^sha256:[0-9a-f]{64}$/)).toBeVisible();
  const layers = dialog(page).getByRole('list', { name: 'Layers' }).getByRole('listitem');
  await expect(layers).toHaveCount(3);
  await button(dialog(page), 'Close').last().click();

  await page.keyboard.press('ControlOrMeta+KeyK');
  await page.getByRole('dialog').getByRole('combobox').fill('registries');
  await page.getByRole('option', { name: 'Registries', exact: true }).first().click();
  await expect(page.getByRole('link', { name: 'Registries' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  const row = page.getByRole('row').filter({ hasText: guarded });
  await expect(row).toContainText(user);
  await expect(row).toContainText('not encrypted');
  expect(await violations(page)).toEqual([]);
  await row.hover();
  await button(row, 'Sign out').click();
  await button(dialog(page), 'Sign out').click();
  await expect(page.getByText('Signed in nowhere')).toBeVisible();
});

test('a name that stands for something newer is marked, and pulled from its mark {75}', async ({
  page,
  engine,
}) => {
  const repository = `e2e/${engine.id}`;
  const registry = await publish(repository, ownImage(engine));
  const name = `${registry}/${repository}:1`;
  await openPage(page, 'images');
  await askPull(page, name);
  await agree(page);
  await startPull(page);
  await expect(dialog(page).getByText(`${name} is here`)).toBeVisible();
  await button(dialog(page), 'Close').last().click();
  await button(page, 'Check for newer').click();
  const row = rowOf(page, name);
  await expect(row).toContainText('Up to date');
  await expect(rowOf(page, 'longshore/web:1')).toContainText('Only here');

  await publish(repository, ownImage(engine));
  await button(page, '0 newer').click();
  await button(row, 'Newer image').click();
  await expect(reference(page)).toHaveValue(name);
  await startPull(page);
  await expect(dialog(page).getByText(`${name} is here`)).toBeVisible();
  await button(dialog(page), 'Close').last().click();
  await expect(row).toContainText('Up to date');
  await expect(button(page, '0 newer')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
