import type { Page } from '@playwright/test';
import { type BadEngine, badEngine } from '../support/bad-engine.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { heldRegistry } from '../support/bed/held-registry.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { expect, openWeb } from './support/app.ts';
import { busybox, dialog, forever, rowOf } from './support/containers-page.ts';
import { line, mark, say } from './support/logs-page.ts';
import { test as base } from './support/own-app.ts';

interface Fixtures {
  /** A socket in front of the e2e engine that spoils answers. */
  readonly bad: BadEngine;
}
interface WorkerFixtures {
  /** An engine of this spec's own: it is killed. */
  readonly mortal: Engine;
}

const test = base.extend<Fixtures, WorkerFixtures>({
  mortal: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern as first parameter
    async ({}, use) => {
      const engine = await startEngine('docker-20', 'e2e-faults');
      await use(engine);
      await engine.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  bad: async ({ target }, use) => {
    const bad = await badEngine(target.socket);
    await use(bad);
    await bad.close();
  },
});

const at = (page: Page, path: string) =>
  page.goto(new URL(`/host/docker-host/${path}`, page.url()).href);

/** Tells whether the page has said one of the sentences, be it for a moment only. */
async function everSaid(
  page: Page,
  sentences: readonly string[],
): Promise<() => Promise<string[]>> {
  await page.evaluate((wanted) => {
    const said = new Set<string>();
    const look = () => {
      for (const text of wanted) if (document.body.innerText.includes(text)) said.add(text);
    };
    look();
    new MutationObserver(look).observe(document.body, {
      ...{ childList: true, subtree: true, characterData: true },
    });
    Object.assign(globalThis, { said });
  }, sentences);
  return () => page.evaluate(() => [...(globalThis as unknown as { said: Set<string> }).said]);
}

const empty = ['No containers', 'No engine answers', 'Nothing fits'];

test('an engine that is killed under list, log, terminal and pull: each says so, and all heal {46}', async ({
  page,
  context,
  mortal,
  appOn,
}) => {
  test.slow();
  const raw = rawEngine(mortal.socket);
  const registry = await heldRegistry({ holdAfterBytes: 300_000 });
  try {
    const name = `log-${raw.id}`;
    const id = await raw.run({
      ...{ name, Image: busybox },
      Cmd: ['sh', '-c', `echo begins; ${forever[2]}`],
      HostConfig: { RestartPolicy: { Name: 'always' } },
    });
    const app = await appOn(mortal.socket);
    await openWeb(page, app);
    await at(page, `containers/${id.slice(0, 12)}/logs`);
    await expect(line(page, 'begins')).toBeVisible();

    await page.keyboard.press('ControlOrMeta+KeyK');
    await dialog(page).getByRole('combobox').fill('Open a terminal');
    await page
      .getByRole('option', { name: /Open a terminal/ })
      .first()
      .click();
    const ask = page.getByRole('dialog', { name: 'Open a terminal' });
    await ask.getByRole('combobox', { name: 'Container' }).click();
    await page.getByRole('option', { name, exact: true }).click();
    await ask.getByRole('button', { name: 'Open', exact: true }).click();
    const dock = page.getByRole('region', { name: 'Panel' });
    await expect(dock.locator('.xterm-rows')).toContainText('/ #');

    const other = await context.newPage();
    await openWeb(other, app);
    await at(other, 'images');
    const reference = `${registry.address}/fixtures/large:1`;
    await other.getByRole('button', { name: 'Pull', exact: true }).click();
    await dialog(other).getByLabel('Image').fill(reference);
    await dialog(other).getByRole('button', { name: 'Pull', exact: true }).click();
    await expect(other.getByRole('progressbar').first()).toBeVisible();

    await mortal.kill();
    await expect(mark(page, 'engine-gone')).toBeVisible();
    await expect(dock.getByText('The connection to the engine was cut.')).toBeVisible();
    await expect(dialog(other).getByRole('alert')).toHaveAttribute('data-code', 'engine-gone');
    for (const one of [page, other]) {
      await expect(one.getByText(/DOCKER_HOST (does not answer|cannot be reached)/)).toBeVisible();
    }
    await expect(rowOf(page, name), 'what was known stays').toBeVisible();

    await mortal.start();
    await expect(mark(page, 'engine-back')).toBeVisible({ timeout: 40_000 });
    await expect(page.getByText(/DOCKER_HOST (does not answer|cannot be reached)/)).toBeHidden();
    await expect(rowOf(page, name)).toContainText('Running');
    await expect(line(page, 'begins'), 'the log goes on, once').toHaveCount(2);
    await say(raw, id, 'echo and on');
    await expect(line(page, 'and on')).toBeInViewport();
    await dock.getByRole('button', { name: 'Reopen' }).click();
    // The other window looks on from the moment it is asked for.
    for (const one of [page, other]) {
      await expect(one.locator('.xterm-rows')).toContainText('/ #');
      await expect(one.getByRole('button', { name: 'Reopen' })).toBeHidden();
    }
    await expect(other.getByText(/DOCKER_HOST (does not answer|cannot be reached)/)).toBeHidden();
    registry.release();
    await dialog(other).getByRole('button', { name: 'Change and try again' }).click();
    await dialog(other).getByRole('button', { name: 'Pull', exact: true }).click();
    await expect(dialog(other).getByText(`${reference} is here`)).toBeVisible({ timeout: 30_000 });
    expect(app.log(), 'the backend had no fault of its own').not.toMatch(/unhandled|TypeError/i);
  } finally {
    await registry.close();
    await raw.removeAll();
  }
});

test('an engine that answers after 5 s is waited for, never called empty', async ({
  page,
  engine,
  bad,
  appOn,
}) => {
  const name = `slow-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: forever });
  bad.spoil = (request) => {
    if (request.includes('/containers/json')) return { delayMs: 5_000 };
    return request.includes('_ping') ? { delayMs: 2_000 } : {};
  };
  const app = await appOn(bad.socket);
  await openWeb(page, app);
  const said = await everSaid(page, empty);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'true');
  await expect(rowOf(page, name)).toBeVisible({ timeout: 20_000 });
  expect(await said()).toEqual([]);
});

test('a list that is cut in the middle is never shorter, and comes whole by itself', async ({
  page,
  engine,
  bad,
  appOn,
}) => {
  const names = [1, 2, 3].map((n) => `cut-${n}-${engine.id}`);
  for (const name of names) await engine.create({ name, Image: busybox, Cmd: forever });
  const app = await appOn(bad.socket);
  let asked = 0;
  const cut = (request: string) => {
    // Long enough for something to go while nobody listens.
    if (request.includes('/events')) return { delayMs: 500 };
    if (!request.includes('/containers/json')) return {};
    asked += 1;
    return { cutAfterBytes: 900 };
  };
  bad.spoil = cut;
  await openWeb(page, app);
  const said = await everSaid(page, empty);
  const grid = page.getByRole('grid');
  await expect.poll(() => asked).toBeGreaterThan(1);
  await expect(grid).toHaveAttribute('aria-busy', 'true');
  bad.spoil = () => ({});
  for (const name of names) await expect(rowOf(page, name)).toBeVisible();

  const [gone = '', ...stay] = names;
  bad.spoil = cut;
  bad.cut((request) => request.includes('/events'));
  await engine.request('DELETE', `/containers/${gone}`);
  asked = 0;
  await expect.poll(() => asked).toBeGreaterThan(1);
  for (const name of names) await expect(rowOf(page, name)).toBeVisible();
  bad.spoil = () => ({});
  await expect(rowOf(page, gone), 'nor longer than the truth').toBeHidden();
  for (const name of stay) await expect(rowOf(page, name)).toBeVisible();

  expect(await said()).toEqual([]);
  bad.spoil = cut;
  await page.reload();
  const alert = page.getByRole('alert');
  await expect(alert).toHaveAttribute('data-code', 'engine-gone');
  bad.spoil = () => ({});
  await alert.getByRole('button', { name: 'Try again' }).click();
  for (const name of stay) await expect(rowOf(page, name)).toBeVisible();
});

test('one container that cannot be drawn takes neither its list nor its window along', async ({
  page,
  engine,
  bad,
  appOn,
  expected,
}) => {
  // React tells what a boundary caught.
  expected.push(/RangeError/);
  const names = [1, 2].map((n) => `odd-${n}-${engine.id}`);
  const ids: string[] = [];
  for (const name of names) ids.push(await engine.create({ name, Image: busybox, Cmd: forever }));
  const nonsense = { edit: () => ({ Id: 7, Name: [], State: 'none' }) };
  bad.spoil = (request) =>
    request.includes('/containers/json')
      ? {
          edit: (json) =>
            (json as { Id: string }[]).map((row) =>
              row.Id === ids[0] ? { ...row, Created: 9e18 } : row,
            ),
        }
      : {};
  const app = await appOn(bad.socket);
  await openWeb(page, app);
  await at(page, `containers?q=${engine.id}`);
  await expect(rowOf(page, names[1] ?? '')).toContainText('Created');
  await expect(page.getByText(`${names[0]} could not be drawn`)).toBeVisible();
  bad.spoil = (request) => (request.includes(`/containers/${ids[1]}/json`) ? nonsense : {});
  await rowOf(page, names[1] ?? '').click();
  const details = page.getByRole('region', { name: 'Details', exact: true });
  await expect(details.getByRole('alert')).toBeVisible();
  await expect(rowOf(page, names[1] ?? '')).toContainText('Created');
});
