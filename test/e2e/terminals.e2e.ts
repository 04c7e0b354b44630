import type { Locator, Page } from '@playwright/test';
import type { RawEngine } from '../support/raw-engine.ts';
import { expect, test } from './support/app.ts';
import { violations } from './support/axe.ts';

const idle = ['sh', '-c', 'while :; do sleep 1; done'];

/** A running container of this test, and its name. */
async function made(engine: RawEngine, command = idle, more: object = {}) {
  const name = `term-${engine.id}-${Math.random().toString(36).slice(2, 7)}`;
  const id = await engine.run({ name, Image: 'longshore/busybox:1', Cmd: command, ...more });
  return { id, name };
}

async function openTab(page: Page, id: string): Promise<void> {
  const path = `/host/docker-host/containers/${id.slice(0, 12)}/terminal`;
  await page.goto(new URL(path, page.url()).href);
}

const button = (scope: Page | Locator, name: string | RegExp): Locator =>
  scope.getByRole('button', { name, exact: true });
const screen = (page: Page): Locator => page.locator('.xterm-rows');
/** The rows themselves take no pointer. */
const surface = (page: Page): Locator => page.locator('.xterm-screen');
const input = (page: Page): Locator => page.locator('.xterm-helper-textarea');
const dock = (page: Page): Locator => page.getByRole('region', { name: 'Panel' });

/** Opens the best shell and waits for its prompt. */
async function openShell(page: Page): Promise<void> {
  await button(page, 'Open').click();
  await expect(screen(page)).toContainText('/ #');
}

async function say(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** `<rows> <columns>` as the program last printed it. */
async function printedSize(page: Page, mark: string): Promise<string> {
  const found = new RegExp(`${mark}:(\\d+) (\\d+)`);
  await expect(screen(page)).toContainText(found);
  const [, rows = '', columns = ''] = found.exec(await screen(page).innerText()) ?? [];
  return `${rows} ${columns}`;
}

/** The programs that run in a container. */
async function programs(engine: RawEngine, id: string): Promise<string> {
  const { Processes } = await engine.request<{ Processes: string[][] }>(
    'GET',
    `/containers/${id}/top?ps_args=-o+pid,args`,
  );
  return Processes.map((words) => words.at(-1)).join('\n');
}

async function isRunning(engine: RawEngine, id: string): Promise<boolean> {
  const { State } = await engine.request<{ State: { Running: boolean } }>(
    'GET',
    `/containers/${id}/json`,
  );
  return State.Running;
}

test('finds a shell, follows the window, tells how it ended and reopens {48 50 52} {book 46 partial}', async ({
  page,
  engine,
}) => {
  const { id, name } = await made(engine);
  await openTab(page, id);
  await openShell(page);
  const tab = page.getByRole('toolbar', { name: 'Terminals' }).getByRole('button', {
    name: `Running ${name} root · ash`,
  });
  await expect(tab).toHaveAttribute('aria-pressed', 'true');
  await say(page, 'echo a:$(stty size)');
  const before = await printedSize(page, 'a');
  expect(before.split(' ')[0]).toBe(String(await page.locator('.xterm-rows > div').count()));
  await page.setViewportSize({ width: 1100, height: 640 });
  await expect
    .poll(async () => {
      await say(page, 'clear; echo b:$(stty size)');
      return printedSize(page, 'b');
    })
    .not.toBe(before);
  const after = await printedSize(page, 'b');
  expect(after.split(' ')[0]).toBe(String(await page.locator('.xterm-rows > div').count()));
  // a second one beside it: the first is opened again where it stood
  await page.getByRole('button', { name: 'New terminal' }).click();
  await openShell(page);
  const tabs = page.getByRole('toolbar', { name: 'Terminals' }).locator('[aria-pressed]');
  await expect(tabs).toHaveCount(2);
  await tabs.first().click();
  await say(page, 'exit 3');
  await expect(page.getByText('Ended with exit code 3')).toBeVisible();
  await button(page, 'Reopen').click();
  await expect(page.getByText('Ended with exit code 3')).toBeHidden();
  await expect(tabs).toHaveCount(2);
  await expect(tabs.first()).toHaveAttribute('aria-pressed', 'true');
  await expect(tabs.first()).toHaveAccessibleName(/^Running/);
  await expect(screen(page)).toContainText('/ #');
  await say(page, 'echo again-$((40 + 2))');
  await expect(screen(page)).toContainText('again-42');
});

test('runs a chosen program as a user in a folder, with the size of the window {49}', async ({
  page,
  engine,
}) => {
  const { id, name } = await made(engine);
  await openTab(page, id);
  await page
    .getByRole('combobox', { name: 'Program' })
    .fill(`sh -c 'sleep 1; echo first:$(stty size) $(id -un) $(pwd); exec sh'`);
  await page.getByRole('textbox', { name: 'User' }).fill('nobody');
  await page.getByRole('textbox', { name: 'Working directory' }).fill('tmp');
  await expect(page.getByText('Begin it with /')).toBeVisible();
  await page.getByRole('textbox', { name: 'Working directory' }).fill('/tmp');
  await expect(page.getByText(`docker exec -it -u nobody -w /tmp ${name} sh -c`)).toBeVisible();
  await button(page, 'Open').click();
  await expect(screen(page)).toContainText('nobody /tmp');
  const first = await printedSize(page, 'first');
  await say(page, 'echo then:$(stty size)');
  expect(await printedSize(page, 'then')).toBe(first);
});

test('offers another program when there is none, and names it {22 partial}', async ({
  page,
  engine,
  expected,
}) => {
  expected.push(/executable-not-found/);
  const name = `term-${engine.id}-none`;
  const id = await engine.run({ name, Image: 'longshore/noshell:1' });
  await openTab(page, id);
  await button(page, 'Open').click();
  const alert = page.getByRole('alert');
  await expect(alert).toHaveAttribute('data-code', 'executable-not-found');
  await alert.getByRole('button', { name: 'Choose another program' }).click();
  await page.getByRole('combobox', { name: 'Program' }).fill('/sleep sh');
  await button(page, 'Open').click();
  await expect(page.getByText(/Ended with exit code \d/)).toBeVisible();
});

test('attaches to the main process with a warning, and detaches without stopping it {51}', async ({
  page,
  engine,
}) => {
  const { id, name } = await made(engine, ['sh'], { Tty: true, OpenStdin: true });
  await openTab(page, id);
  await button(page, 'Attach').click();
  const warning = page.getByRole('note');
  await expect(warning).toContainText(`Attached to the main process of ${name}`);
  await expect(input(page)).toBeFocused();
  await say(page, 'echo main-$((1 + 1))');
  await expect(screen(page)).toContainText('main-2');
  await warning.getByRole('button', { name: 'Detach' }).click();
  await expect(warning).toBeHidden();
  expect(await isRunning(engine, id)).toBe(true);
  await button(page, 'Attach').click();
  await expect(input(page)).toBeFocused();
  await say(page, 'exit 4');
  await expect(page.getByText('Ended with exit code 4')).toBeVisible();
  expect(await isRunning(engine, id)).toBe(false);
});

test('sends whole lines to a main process without a terminal', async ({ page, engine }) => {
  const { id } = await made(engine, ['sh', '-c', 'while read line; do echo got: $line; done'], {
    OpenStdin: true,
  });
  await openTab(page, id);
  await button(page, 'Attach').click();
  await expect(page.getByRole('note')).toContainText('whole lines');
  await expect(input(page)).toBeFocused();
  await page.keyboard.type('helloo');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('got: hello');
  await expect(screen(page)).not.toContainText('got: helloo');
});

test('survives navigation and reload with its scrollback {53}', async ({ page, engine }) => {
  const { id } = await made(engine);
  await openTab(page, id);
  await openShell(page);
  await say(page, 'echo kept-$((6 * 7)); PS1=again-');
  await expect(screen(page)).toContainText('kept-42');
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(screen(page)).toBeHidden();
  await page.getByRole('link', { name: 'Terminal' }).click();
  await expect(screen(page)).toContainText('kept-42');
  await page.reload();
  await expect(screen(page)).toContainText('kept-42');
  await surface(page).click();
  await say(page, 'echo on-$((6 * 8))');
  // What asked for the cursor's place long ago is not answered again: no rubbish stands before it.
  await expect(screen(page)).toContainText('again-echo on-$((6 * 8))');
  await expect(screen(page)).toContainText('on-48');
});

test('keeps several in the dock across views, and ends one when it is closed {55 partial}', async ({
  page,
  engine,
}) => {
  const one = await made(engine);
  const two = await made(engine);
  await page.goto(new URL('/host/docker-host/containers', page.url()).href);
  await expect(page.getByRole('row', { name: new RegExp(two.name) })).toBeVisible();
  for (const { name } of [one, two]) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Open a terminal');
    await page
      .getByRole('option', { name: /Open a terminal/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'Open a terminal' });
    await dialog.getByRole('combobox', { name: 'Container' }).click();
    await page.getByRole('option', { name, exact: true }).click();
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(dock(page).locator('.xterm-rows')).toContainText('/ #');
    await say(page, `echo in-${name}; sleep 1234`);
    await expect(dock(page).locator('.xterm-rows')).toContainText(`in-${name}`);
    // Ctrl-K belongs to the program while its terminal has the keyboard.
    await page.keyboard.press('Shift+Escape');
  }
  await page.getByRole('link', { name: /^Images/ }).click();
  await dock(page)
    .getByRole('button', { name: `Running ${one.name} root · ash` })
    .click();
  await expect(dock(page).locator('.xterm-rows')).toContainText(`in-${one.name}`);
  expect(await programs(engine, one.id)).toContain('sleep 1234');
  await dock(page)
    .getByRole('button', { name: `Close the terminal of ${one.name}` })
    .click();
  const ask = page.getByRole('dialog', { name: `End ash in ${one.name}` });
  await ask.getByRole('button', { name: 'Keep' }).click();
  expect(await programs(engine, one.id)).toContain('sleep 1234');
  await dock(page)
    .getByRole('button', { name: `Close the terminal of ${one.name}` })
    .click();
  await ask.getByRole('button', { name: 'End', exact: true }).click();
  await expect(dock(page).getByRole('button', { name: new RegExp(one.name) })).toHaveCount(0);
  await expect.poll(() => programs(engine, one.id)).not.toContain('sleep 1234');
  expect(await programs(engine, two.id)).toContain('sleep 1234');
});

test('finds text, and hands Ctrl-P and Ctrl-K to the program {56 57 partial}', async ({
  page,
  engine,
}) => {
  const { id } = await made(engine);
  await openTab(page, id);
  await openShell(page);
  await say(
    page,
    'for n in 1 2 3; do echo needle $n; done; stty -icanon -echo; head -c 2 | cat -v',
  );
  await expect(screen(page)).toContainText('needle 3');
  await page.keyboard.press('Control+p');
  await page.keyboard.press('Control+k');
  await expect(screen(page)).toContainText('^P^K');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+f');
  await page.getByRole('textbox', { name: 'Find in the terminal' }).fill('needle');
  await expect(page.getByText(/^\d of 4$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(
    page.locator('.xterm-find-result-decoration, .xterm-decoration').first(),
  ).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Find in the terminal' })).toBeHidden();
  await page.keyboard.press('Shift+Escape');
  await expect(page.getByRole('button', { name: /^Running term-/ })).toBeFocused();
});

test('asks before several lines are pasted, and refuses a program the clipboard', async ({
  page,
  engine,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id, name } = await made(engine);
  await openTab(page, id);
  await openShell(page);
  await page.evaluate(() => navigator.clipboard.writeText('echo one-$((0 + 1))'));
  await page.keyboard.press('Control+Shift+V');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('one-1');
  await page.evaluate(() =>
    navigator.clipboard.writeText('echo two-$((1 + 1))\necho three-$((1 + 2))\n'),
  );
  await page.keyboard.press('Control+Shift+V');
  const ask = page.getByRole('dialog', { name: `Paste 3 lines into ${name}` });
  await expect(ask).toContainText('echo three-$((1 + 2))');
  await ask.getByRole('button', { name: 'Cancel' }).click();
  await surface(page).click();
  await page.keyboard.press('Control+Shift+V');
  await ask.getByRole('button', { name: 'Paste' }).click();
  await expect(screen(page)).toContainText('three-3');
  // "stolen" in base64
  await say(page, `printf '\\033]52;c;c3RvbGVu\\007'`);
  await expect(page.getByText(`A program in ${name} wanted to write the clipboard`)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('echo two');
});

test('asks before it opens an address from the output', async ({ page, engine }) => {
  const { id } = await made(engine);
  await openTab(page, id);
  await openShell(page);
  await say(page, 'clear; echo https://example.invalid/path');
  await expect(screen(page)).toContainText(/^https:/);
  await surface(page).hover({ position: { x: 40, y: 6 } });
  await surface(page).click({ position: { x: 42, y: 6 } });
  const ask = page.getByRole('dialog', { name: 'Open this address' });
  await expect(ask).toContainText('https://example.invalid/path');
  await ask.getByRole('button', { name: 'Cancel' }).click();
  await expect(ask).toBeHidden();
});

test('axe finds nothing on a terminal, in either theme', async ({ page, engine }) => {
  const { id } = await made(engine, ['sh'], { Tty: true, OpenStdin: true });
  await openTab(page, id);
  await expect(button(page, 'Open')).toBeVisible();
  const scan = async () => await violations(page, { exclude: '.xterm' });
  expect(await scan()).toEqual([]);
  await button(page, 'Attach').click();
  await expect(page.getByRole('note')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await scan()).toEqual([]);
  await expect(input(page)).toBeFocused();
  await say(page, 'exit 1');
  await expect(page.getByText('Ended with exit code 1')).toBeVisible();
  expect(await scan()).toEqual([]);
});
