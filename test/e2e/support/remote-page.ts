/** A remote host as a person's hands add it. English. */
import type { Page } from '@playwright/test';
import type { Host } from '../../support/hosts/hosts.ts';
import { expect } from './app.ts';

export const stage = (page: Page, name: string, state: string) =>
  page.locator(`[data-stage=${name}][data-state=${state}]`);

interface Added {
  readonly address: string;
  readonly label: string;
  readonly production?: boolean;
}

export async function addHost(
  page: Page,
  { address, label, production = false }: Added,
): Promise<void> {
  await page.getByRole('button', { name: /choose the engine/ }).click();
  await page.getByRole('menuitem', { name: 'Add a host' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a host' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(label);
  if (production) await dialog.getByRole('checkbox', { name: 'Production host' }).click();
  await dialog.getByRole('button', { name: 'Add and connect' }).click();
}

export const trust = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: 'It is, connect' }).click();

export async function answer(page: Page, secret: string): Promise<void> {
  const more = page.getByRole('button', { name: 'Continue' });
  await page.getByRole('dialog').filter({ has: more }).getByRole('textbox').fill(secret);
  await more.click();
}

/** Adds the host as `pi` and waits for its list. */
export async function comeIn(page: Page, host: Host<'pi'>, more: Partial<Added> = {}) {
  await addHost(page, { address: `pi@${host.address}`, label: 'cupboard', ...more });
  await trust(page);
  await answer(page, host.users.pi.password);
  await expect(page.getByRole('grid')).toBeVisible();
}
