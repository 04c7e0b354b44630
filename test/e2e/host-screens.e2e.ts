import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { expect, openWeb } from './support/app.ts';
import { violations } from './support/axe.ts';
import { busybox, forever, rowOf } from './support/containers-page.ts';
import { type NodeWindow, openWindow } from './support/node-window.ts';
import { test as base } from './support/own-app.ts';
import { addHost, answer, stage, trust } from './support/remote-page.ts';
import { shoot, sizes } from './support/screens.ts';
import { writeContext } from './support/two-hosts.ts';
import type { WebApp } from './support/web-app.ts';

/**
 * Every screen of hosts as a person sees it, each reached once and shown in both languages. One app
 * and one way through it: what a screen needs, the one before has made.
 */
interface Fixtures {
  readonly kitchen: Host<'pi' | 'guest'>;
  /** Asks for a password and a code. */
  readonly vault: Host<'pi'>;
  readonly app1: WebApp;
  readonly hand: NodeWindow;
  readonly window: Page;
}

const test = base.extend<Fixtures>({
  kitchen: async ({ target }, use) => {
    const users = { pi: { docker: true }, guest: {} };
    const host = await startHost('e2e-kitchen', { users, engine: target });
    await use(host);
    await host.remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern as first parameter
  vault: async ({}, use) => {
    const host = await startHost('e2e-vault', { users: { pi: {} }, codes: true });
    await use(host);
    await host.remove();
  },
  app1: async ({ appOn, target }, use) => {
    const app = await appOn(target.socket, async (home) => {
      await writeContext(home, 'attic', 'unix:///nonexistent/docker.sock');
      await writeContext(home, 'cellar', 'ssh://nobody@192.0.2.1');
      await mkdir(join(home, 'docker/contexts/meta/broken'), { recursive: true });
      await writeFile(join(home, 'docker/contexts/meta/broken/meta.json'), '{"Name":');
      await mkdir(join(home, '.ssh'), { recursive: true });
      const config = 'Host pi-garage\n  HostName 192.0.2.7\n  User pi\nHost build-arm\n  User ci\n';
      await writeFile(join(home, '.ssh/config'), config);
    });
    await use(app);
  },
  hand: async ({ app1 }, use) => {
    const hand = await openWindow(app1);
    await use(hand);
    hand.close();
  },
  window: async ({ app1, context }, use) => {
    const page = await context.newPage();
    await openWeb(page, app1);
    await use(page);
  },
});

const usual = sizes[1];
/** English last: the hands that go on are English. */
const languages = ['zh-CN', 'en'] as const;

const switchTo = (page: Page, label: string) => async () => {
  await page.getByRole('button', { name: /choose the engine/ }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${label}`) }).click();
};

test('every screen of hosts, both languages, both themes and three sizes', async ({
  window: page,
  hand,
  kitchen,
  vault,
  engine,
  expected,
}) => {
  test.setTimeout(600_000);
  expected.push(/host-locked/);
  /** What is new of a screen: the rest of the window was looked at by other tests. */
  const show = async (name: string, include: 'main' | '[role=dialog]') => {
    for (const language of languages) {
      await hand.api.settings.update({ language });
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await shoot(page, `${name}-${language}`);
      // the one in light, the other in dark: what axe looks at differs by both and not by their pairs
      await page.emulateMedia({ colorScheme: language === 'en' ? 'light' : 'dark' });
      expect(await violations(page, { include }), `${name} in ${language}`).toEqual([]);
    }
    if (usual) await page.setViewportSize(usual);
  };
  const web = `web-${engine.id}`;
  await engine.run({ name: web, Image: 'longshore/web:1', ExposedPorts: { '8080/tcp': {} } });
  await engine.run({ name: `db-${engine.id}`, Image: busybox, Cmd: forever });

  await page.getByRole('button', { name: /choose the engine/ }).click();
  await page.getByRole('menuitem', { name: 'Add a host' }).click();
  await expect(page.getByRole('button', { name: /pi-garage/ })).toBeVisible();
  await show('host-form', '[role=dialog]');
  await page.keyboard.press('Escape');

  const address = `pi@${kitchen.address}`;
  await addHost(page, { address, label: 'pi-kitchen' });
  await expect(page.getByRole('dialog', { name: `Is this ${address}?` })).toBeVisible();
  await show('prompt-key', '[role=dialog]');
  await trust(page);
  await expect(page.getByRole('dialog', { name: `Password of ${address}` })).toBeVisible();
  await show('prompt-password', '[role=dialog]');
  await answer(page, kitchen.users.pi.password);
  const row = rowOf(page, web);
  await row.getByRole('button', { name: '8080' }).click();
  await expect(row.getByRole('link', { name: /localhost:\d+/ })).toBeVisible();
  await page.getByRole('link', { name: 'Host', exact: true }).click();
  await expect(page.locator('dl[aria-busy=false]')).toBeVisible();
  await page.getByRole('button', { name: 'Make the socket' }).click();
  await page.locator('code', { hasText: 'DOCKER_HOST' }).waitFor();
  await show('host-page', 'main');
  await page.getByRole('button', { name: 'Open a shell' }).click();
  await expect(page.locator('.xterm-rows')).toContainText('$');
  await show('host-shell', 'main');
  await page.getByRole('button', { name: /Close the terminal/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('button', { name: 'Hide the panel' }).click();

  const production = { address: `unix://${engine.socket}`, production: true };
  await hand.api.hosts.add({ label: 'prod-harbour', ...production });
  await switchTo(page, 'All hosts')();
  await page.getByRole('textbox', { name: 'Filter containers' }).fill(engine.id);
  await expect(rowOf(page, web)).toHaveCount(3);
  await show('all-containers', 'main');
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await page.getByRole('button', { name: /^Remove 4/ }).click();
  await expect(page.getByRole('dialog')).toContainText('left out');
  await show('all-remove', '[role=dialog]');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();

  await switchTo(page, 'prod-harbour')();
  await rowOf(page, web).hover();
  await rowOf(page, web).getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('prod-harbour is a production host')).toBeVisible();
  await show('host-locked', 'main');
  await page.getByRole('button', { name: /^Notices/ }).click();
  await expect(page.getByRole('dialog', { name: 'Notices' })).toBeVisible();
  await show('notices', '[role=dialog]');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Locked' }).click();
  await expect(page.getByRole('dialog', { name: 'Unlock prod-harbour' })).toBeVisible();
  await show('host-unlock', '[role=dialog]');
  await page.keyboard.press('Escape');
  const refusal = page.getByRole('dialog', { name: `${web} was not stopped` });
  await refusal.getByRole('button', { name: 'Close' }).click();

  await switchTo(page, 'DOCKER_HOST')();
  await page.getByRole('link', { name: /^Images/ }).click();
  const image = page.getByRole('row').filter({ hasText: 'longshore/web' }).first();
  await image.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Send to another engine…' }).click();
  await expect(page.getByRole('dialog')).toContainText('pi-kitchen');
  await show('send', '[role=dialog]');
  await page.keyboard.press('Escape');
  await switchTo(page, 'Docker contexts')();
  await expect(page.getByRole('row', { name: /cellar/ })).toBeVisible();
  await show('contexts', 'main');

  await addHost(page, { address: `pi@${vault.address}`, label: 'vault' });
  await trust(page);
  await answer(page, vault.users.pi.password);
  await expect(page.getByRole('dialog')).toContainText(/code/i);
  await show('prompt-code', '[role=dialog]');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await addHost(page, { address: `guest@${kitchen.address}`, label: 'guest' });
  await answer(page, kitchen.users.guest.password);
  const sudo = page.getByRole('dialog', { name: /Password for sudo/ });
  await sudo.getByRole('button', { name: 'Cancel' }).click();
  await expect(stage(page, 'rights', 'failed')).toBeVisible();
  await show('connect-failed', 'main');
  await kitchen.changeKey();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(stage(page, 'key', 'failed')).toContainText('another key than before');
  await show('key-changed', 'main');
});
