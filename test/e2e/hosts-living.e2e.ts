/** A host over hours: slow, lost, back, its bridge closed, what was done in the journal, and removed. */
import type { Page } from '@playwright/test';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { expect, openWeb } from './support/app.ts';
import { violations } from './support/axe.ts';
import { test as base } from './support/own-app.ts';

interface RemoteFixtures {
  readonly host: Host<'pi'>;
  /** A window on the page of the host, which is online. */
  readonly window: Page;
}

const test = base.extend<RemoteFixtures>({
  host: async ({ target }, use) => {
    const host = await startHost('e2e-living', { users: { pi: { docker: true } }, engine: target });
    await use(host);
    await host.remove();
  },
  window: async ({ appOn, target, context, host }, use) => {
    const page = await context.newPage();
    await openWeb(page, await appOn(target.socket));
    await page.getByRole('button', { name: /choose the engine/ }).click();
    await page.getByRole('menuitem', { name: 'Add a host' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a host' });
    await dialog.getByRole('textbox', { name: 'Address' }).fill(`pi@${host.address}`);
    await dialog.getByRole('textbox', { name: 'Name' }).fill('cupboard');
    await dialog.getByRole('button', { name: 'Add and connect' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'It is, connect' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(host.users.pi.password);
    await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('grid')).toBeVisible();
    await page.getByRole('link', { name: 'Host', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'cupboard' })).toBeVisible();
    await use(page);
  },
});

/** To be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `test-results/living/${name}-${colorScheme}.png` });
  }
}

test('a host that is slow, then lost, then back, says so at each step', async ({
  window: page,
  host,
}) => {
  // Five seconds until it is slow, and the tries of a connection after that.
  test.setTimeout(120_000);
  await host.freeze();
  // What is asked now stands open.
  await page.getByRole('link', { name: /^Images/ }).click();
  const banner = page.getByRole('status').filter({ hasText: 'cupboard is slow to answer' });
  await expect(banner).toBeVisible({ timeout: 10_000 });
  await expect(banner.getByRole('button')).toHaveCount(0);
  await expect(page.getByText('Slow to answer').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await picture(page, 'slow');
  await host.thaw();
  await expect(banner).toBeHidden();
  await expect(page.getByRole('grid')).toBeVisible();

  await host.kill();
  const lost = page.getByText('Connection lost; it is tried again.');
  await expect(lost).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await picture(page, 'lost');
  await host.start();
  await page.getByRole('dialog').getByRole('textbox').fill(host.users.pi.password);
  await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Connected again.')).toBeVisible();
  await expect(page.getByText('it needs you')).toHaveCount(0);
  await picture(page, 'back');
});

test('the bridge is closed again, and the journal tells by whose name', async ({
  window: page,
}) => {
  await page.getByRole('button', { name: 'Make the socket' }).click();
  await expect(page.getByText(/export DOCKER_HOST=/)).toBeVisible();
  await picture(page, 'bridge');
  await page.getByRole('button', { name: 'Close the socket' }).click();
  await expect(page.getByRole('button', { name: 'Make the socket' })).toBeVisible();
  await page.goto(new URL('/journal', page.url()).href);
  const row = (action: string) => page.getByRole('row', { name: new RegExp(action) });
  await expect(page.getByRole('grid')).toContainText('Close the socket');
  for (const action of ['Add a host', 'Accept a host key', 'Make the socket']) {
    await expect(row(action).first()).toContainText('cupboard');
  }
  await picture(page, 'journal');
});
