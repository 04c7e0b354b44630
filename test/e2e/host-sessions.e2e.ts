import { writeFile } from 'node:fs/promises';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { expect, openWeb } from './support/app.ts';
import { violations } from './support/axe.ts';
import { switchLanguage } from './support/language.ts';
import { test as base } from './support/own-app.ts';

const test = base.extend<{ readonly host: Host<'pi'> }>({
  host: async ({ target }, use) => {
    const host = await startHost('e2e-words', {
      users: { pi: { docker: true } },
      engine: target,
      sshd: ['Banner /etc/ssh/notice'],
    });
    await writeFile(
      `${host.folder}/etc/ssh/notice`,
      '\u001b[31mOnly for staff.\u001b[0m\nAll that you do here is written down.\n',
    );
    await use(host);
    await host.remove();
  },
});

test('what a server says stands above its question; its sessions are counted', async ({
  appOn,
  context,
  target,
  host,
}) => {
  const page = await context.newPage();
  await openWeb(page, await appOn(target.socket));
  await page.getByRole('button', { name: /choose the engine/ }).click();
  await page.getByRole('menuitem', { name: 'Add a host' }).click();
  const form = page.getByRole('dialog', { name: 'Add a host' });
  await form.getByRole('textbox', { name: 'Address' }).fill(`pi@${host.address}`);
  await form.getByRole('textbox', { name: 'Name' }).fill('cupboard');
  await form.getByRole('button', { name: 'Add and connect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'It is, connect' }).click();

  const password = page.getByRole('dialog', { name: `Password of pi@${host.address}` });
  const notice = 'Only for staff.\nAll that you do here is written down.';
  await expect(password).toContainText(notice);
  const waiting = page.locator('[data-stage=login][data-state=waiting]');
  await expect(waiting).toContainText(notice);
  expect(await violations(page)).toEqual([]);
  await password.getByRole('textbox').fill(host.users.pi.password);
  await password.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('grid')).toBeVisible();

  await page.getByRole('link', { name: 'Host', exact: true }).click();
  await expect(page.getByText('0 sessions in use')).toBeVisible();
  await switchLanguage(page);
  await expect(page.getByText('已用会话 0')).toBeVisible();
  await switchLanguage(page);
  await page.getByRole('button', { name: 'Open a shell' }).click();
  await expect(page.getByText('1 session in use')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
