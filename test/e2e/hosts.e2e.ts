import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { run } from '../support/bed/run.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { expect, openWeb } from './support/app.ts';
import { violations } from './support/axe.ts';
import { test as base } from './support/own-app.ts';
import { addHost, answer, comeIn, stage, trust } from './support/remote-page.ts';
import type { WebApp } from './support/web-app.ts';

interface RemoteFixtures {
  /** A host with the bed's engine; the guest may not use its socket. */
  readonly host: Host<'pi' | 'guest'>;
  readonly app1: WebApp;
  /** A window of an app of the test's own, whose home holds no keys. */
  readonly window: Page;
}

const test = base.extend<RemoteFixtures>({
  host: async ({ target }, use) => {
    const users = { pi: { docker: true }, guest: {} };
    const host = await startHost('e2e', { users, engine: target, sharesNetwork: true });
    await use(host);
    await host.remove();
  },
  app1: async ({ appOn, target }, use) => use(await appOn(target.socket)),
  window: async ({ app1, context }, use) => {
    const page = await context.newPage();
    await openWeb(page, app1);
    await use(page);
  },
});

const busybox = 'longshore/busybox:1';
const polite = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done'];
const runFile = promisify(execFile);
async function fingerprintOf(host: Host): Promise<string> {
  const line = await run('ssh-keygen', ['-lf', `${host.folder}/etc/ssh/host_key.pub`]);
  return line.split(' ')[1] ?? '';
}

test('a host is added, its key compared, its password asked, and its containers are there {118 120 121 122}', async ({
  window: page,
  app1,
  host,
  engine,
}) => {
  const name = `remote-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: ['sleep', '3600'] });
  await addHost(page, { address: `pi@${host.address}`, label: 'cupboard' });
  const key = page.getByRole('dialog', { name: `Is this pi@${host.address}?` });
  await expect(key).toContainText(await fingerprintOf(host));
  await expect(key.getByRole('button', { name: 'Do not connect' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await trust(page);
  const password = page.getByRole('dialog', { name: `Password of pi@${host.address}` });
  await answer(page, 'not-the-password');
  await expect(password).toContainText('Try again');
  await answer(page, host.users.pi.password);
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
  expect(await host.accepted()).toBe(1);
  // Ours is written; what was typed is nowhere.
  expect(await readFile(`${app1.home}/known_hosts`, 'utf8')).toContain(host.address);
  const kept = await run('grep', ['-rlF', host.users.pi.password, app1.home]).catch(() => '');
  expect(`${kept}${app1.log()}`).not.toContain(host.users.pi.password);
  await page.reload();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
  expect(await host.accepted(), 'a reload is no login').toBe(1);
});

test('a connection that fails says which step, and a changed key stops until its name is typed {124}', async ({
  window: page,
  host,
}) => {
  await addHost(page, { address: `guest@${host.address}`, label: 'guest' });
  await trust(page);
  await answer(page, host.users.guest.password);
  await expect(stage(page, 'rights', 'refused').first()).toContainText('guest may not open');
  await page
    .getByRole('dialog', { name: /Password for sudo/ })
    .getByRole('button', { name: 'Cancel' })
    .click();
  await expect(stage(page, 'rights', 'failed')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  const before = await fingerprintOf(host);
  await host.changeKey();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(stage(page, 'key', 'failed')).toContainText('another key than before');
  const both = page.getByRole('region', { name: 'The known key and the offered key' });
  await expect(both).toContainText(before);
  await expect(both).toContainText(await fingerprintOf(host));
  await both.getByRole('button', { name: 'Replace the known key…' }).click();
  const sure = page.getByRole('dialog', { name: 'Replace the key of guest' });
  await expect(sure.getByRole('button', { name: 'Replace the key' })).toBeDisabled();
  await sure.getByRole('textbox').fill('guest');
  await sure.getByRole('button', { name: 'Replace the key' }).click();
  await expect(page.getByRole('dialog', { name: /Password of guest/ })).toBeVisible();
});

test('the host has a shell, its ports open here, and the command line goes the same way {59 129 123}', async ({
  window: page,
  host,
  engine,
}) => {
  const name = `web-${engine.id}`;
  await engine.run({ name, Image: 'longshore/web:1', ExposedPorts: { '8080/tcp': {} } });
  await comeIn(page, host);
  const row = page.getByRole('row', { name: new RegExp(name) });
  await row.getByRole('button', { name: '8080' }).click();
  const link = row.getByRole('link', { name: /localhost:\d+/ });
  const answered = await fetch((await link.getAttribute('href')) ?? '');
  expect(answered.status).toBe(200);

  await page.getByRole('link', { name: 'Host', exact: true }).click();
  await expect(page.getByText("the engine's socket is forwarded")).toBeVisible();
  await page.getByRole('button', { name: 'Make the socket' }).click();
  const line = await page.locator('code', { hasText: 'DOCKER_HOST' }).innerText();
  const dockerHost = /DOCKER_HOST=(\S+)/.exec(line)?.[1] ?? '';
  const listed = await runFile('docker', ['-H', dockerHost, 'ps', '--format', '{{.Names}}']);
  expect(listed.stdout).toContain(name);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Open a shell' }).click();
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await page.keyboard.type('id -un; exit 7');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ended with exit code 7')).toBeVisible();
  await expect(page.locator('.xterm-rows')).toContainText('pi');
  expect(await host.accepted(), 'one login for all of it').toBe(1);
});

test('a terminal of this machine speaks to the engine of the host {123}', async ({
  window: page,
  host,
  engine,
}) => {
  const name = `there-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: ['sleep', '3600'] });
  await comeIn(page, host);
  await page.getByRole('link', { name: 'Host', exact: true }).click();
  await page.getByRole('button', { name: 'Open a terminal' }).click();
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await expect(page.getByRole('note')).toContainText('go to the engine of cupboard');
  await page.keyboard.type(`docker ps --filter name=${name} --format '<{{.Names}}>'`);
  await page.keyboard.press('Enter');
  await expect(page.locator('.xterm-rows')).toContainText(`<${name}>`);
  expect(await violations(page)).toEqual([]);
  expect(await host.accepted(), 'one login for all of it').toBe(1);

  await page.getByRole('button', { name: 'Close the terminal of cupboard' }).click();
  const dialog = page.getByRole('dialog', { name: /^End \/.*sh for cupboard$/ });
  await expect(dialog).toContainText('on the machine that Longshore runs on');
  await dialog.getByRole('button', { name: 'End' }).click();
  await expect(page.getByRole('note')).toBeHidden();
});

test('a production host is read-only until its name is typed', async ({
  window: page,
  host,
  engine,
  expected,
}) => {
  expected.push(/host-locked/);
  const name = `prod-${engine.id}`;
  const id = await engine.run({ name, Image: busybox, Cmd: polite });
  await comeIn(page, host, { production: true });
  const row = page.getByRole('row', { name: new RegExp(name) });
  await row.hover();
  await row.getByRole('button', { name: /^Stop/ }).click();
  await expect(page.getByText('cupboard is a production host, and it is locked.')).toBeVisible();
  const state = async () =>
    (await engine.request<{ State: { Status: string } }>('GET', `/containers/${id}/json`)).State
      .Status;
  expect(await state()).toBe('running');
  const unlock = async () => {
    const dialog = page.getByRole('dialog', { name: 'Unlock cupboard' });
    await dialog.getByRole('textbox').fill('cupboard');
    await dialog.getByRole('button', { name: 'Unlock' }).click();
    await expect(page.getByRole('button', { name: 'Unlocked' })).toBeVisible();
  };
  await page.getByRole('button', { name: 'Locked' }).click();
  await unlock();
  expect(await state(), 'to unlock is no deed').toBe('running');
  await page.getByRole('button', { name: 'Unlocked' }).click();
  // from the refusal itself: what was refused is done once it is unlocked
  await page.getByRole('button', { name: 'Unlock it…' }).click();
  await unlock();
  await expect.poll(state).toBe('exited');
});
