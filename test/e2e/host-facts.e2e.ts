import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { expect, openWeb } from './support/app.ts';
import { violations } from './support/axe.ts';
import { test as base } from './support/own-app.ts';
import { comeIn } from './support/remote-page.ts';

interface Fixtures {
  readonly host: Host<'pi'>;
  /** A window of an app of the test's own. */
  readonly window: Page;
}

const test = base.extend<Fixtures>({
  host: async ({ target }, use) => {
    const users = { pi: { docker: true } };
    const host = await startHost('e2e-facts', { users, engine: target });
    await use(host);
    await host.remove();
  },
  window: async ({ appOn, target, context }, use) => {
    const page = await context.newPage();
    await openWeb(page, await appOn(target.socket));
    await use(page);
  },
});

const model = 'Raspberry Pi 4 Model B Rev 1.4';

async function becomePi(host: Host): Promise<void> {
  const system = 'PRETTY_NAME="Raspbian GNU/Linux 12 (bookworm)"\nID=raspbian\n';
  await writeFile(`${host.folder}/etc/os-release`, system);
  await host.inside(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/sys/firmware']);
  const tree = '/sys/firmware/devicetree/base';
  await host.inside(['mkdir', '-p', '-m', '755', tree]);
  await host.inside(['sh', '-c', `printf '${model}\\000' > ${tree}/model`]);
}

const fact = (page: Page, name: string) =>
  page.locator('dl > div').filter({ hasText: name }).getByRole('definition');

const looks = async (host: Host): Promise<number> =>
  [...(await host.log()).matchAll(/Starting session: command for pi/g)].length;

test('a host page tells what the host is and how it is, and looks only while it is shown', async ({
  window: page,
  host,
}) => {
  await becomePi(host);
  await comeIn(page, host);
  // Each login begins with two programs that are no look: one makes the server send small packets at
  // once, one tells which run of the machine this is. They may come late.
  await expect.poll(() => looks(host)).toBe(2);
  const before = await looks(host);
  await page.getByRole('link', { name: 'Host', exact: true }).click();
  await expect(fact(page, 'System')).toHaveText('Raspbian GNU/Linux 12 (bookworm)');
  await expect(fact(page, 'Model')).toHaveText(model);
  await expect(fact(page, 'Memory')).toHaveText(/^[\d.]+ .iB of [\d.]+ .iB free$/);
  await expect(fact(page, "Disk of the engine's data")).toHaveText(/^[\d.]+ .B of [\d.]+ .B free$/);
  expect(await looks(host)).toBe(before + 1);
  expect(await violations(page)).toEqual([]);

  // a host without the tool: what it would tell is unknown, the rest stays true
  await host.inside(['mount', '--bind', '/dev/null', '/usr/bin/df']);
  await page.getByRole('link', { name: /^Containers/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  expect(await looks(host)).toBe(before + 1);
  // a page that still followed it would have to wait for its next turn, half a minute away
  await page.getByRole('link', { name: 'Host', exact: true }).click();
  await expect(fact(page, "Disk of the engine's data")).toHaveText('unknown');
  await expect(fact(page, 'Model')).toHaveText(model);
  expect(await looks(host)).toBe(before + 2);
  expect(await host.accepted(), 'all by one login').toBe(1);
});
