import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { run } from '../support/bed/run.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';

import { expect, openWeb } from './support/app.ts';
import { test as base } from './support/own-app.ts';

interface RemoteFixtures {
  /** A host with the bed's engine, a user with a password, and another who may not use the socket. */
  readonly host: Host<'pi' | 'guest'>;
  /** A window of an app of the test's own, whose home holds no keys. */
  readonly window: Page;
}

const test = base.extend<RemoteFixtures>({
  host: async ({ target }, use, info) => {
    const users = { pi: { docker: true }, guest: {} };
    const host = await startHost(`e2e-${info.parallelIndex}`, {
      users,
      engine: target,
      sharesNetwork: true,
    });
    await use(host);
    await host.remove();
  },
  window: async ({ appOn, context, target }, use) => {
    const page = await context.newPage();
    await openWeb(page, await appOn(target.socket));
    await use(page);
  },
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

async function addHost(page: Page, address: string, label: string): Promise<void> {
  await button(page, /choose the engine/).click();
  await page.getByRole('menuitem', { name: 'Add a host' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a host' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(label);
  await dialog.getByRole('button', { name: 'Add and connect' }).click();
}

async function fingerprintOf(host: Host): Promise<string> {
  const line = await run('ssh-keygen', ['-lf', `${host.folder}/etc/ssh/host_key.pub`]);
  return line.split(' ')[1] ?? '';
}

test('a host is added, its key compared, its password asked, and its containers are there', async ({
  window: page,
  host,
  engine,
}) => {
  const name = `remote-${engine.id}`;
  await engine.run({ name, Image: 'longshore/busybox:1', Cmd: ['sleep', '3600'] });
  await addHost(page, `pi@${host.address}`, 'cupboard');
  const key = page.getByRole('dialog', { name: `Is this pi@${host.address}?` });
  await expect(key).toContainText(await fingerprintOf(host));
  await expect(key.getByRole('button', { name: 'Do not connect' })).toBeFocused();
  await key.getByRole('button', { name: 'It is, connect' }).click();
  const password = page.getByRole('dialog', { name: `Password of pi@${host.address}` });
  await password.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await password.getByRole('button', { name: 'Continue' }).click();
  await expect(password).toContainText('Try again');
  await password.getByRole('textbox', { name: 'Password' }).fill(host.users.pi.password);
  await password.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
  expect(await host.accepted()).toBe(1);
  const known = await readFile(`${host.folder}/etc/ssh/host_key.pub`, 'utf8');
  expect(known).toContain('ssh-ed25519');
});
