import { readFile } from 'node:fs/promises';
import { hostileHtml } from '../support/odd-containers.ts';
import { expect, test } from './support/app.ts';
import { violations } from './support/axe.ts';
import { switchLanguage } from './support/language.ts';
import { line, lines, log, mark, openLog, say, show, talker, tool } from './support/logs-page.ts';

/** Clipboard by OSC 52 ("stolen" in base64), the window's title, a colour, and what overrides the direction. */
const escapes =
  "printf '\\033]52;c;c3RvbGVu\\007clip \\033]0;owned\\007title \\033[31mred\\033[0m \\342\\200\\256gnp.exe\\342\\200\\254\\n'";

test('a log is followed, with its streams, times, colours and hostile text as text {32 33 43}', async ({
  page,
  engine,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText('mine'));
  const id = await talker(
    engine,
    `echo to-out; sleep 0.1; echo to-err >&2; sleep 0.1; ${escapes}; echo '${hostileHtml.replaceAll("'", '')}'; seq -s ' wide ' 1 200`,
  );
  await openLog(page, id);
  await expect(line(page, 'to-out')).toHaveAttribute('data-stream', 'stdout');
  const error = line(page, 'to-err');
  await expect(error).toHaveAttribute('data-stream', 'stderr');
  await expect(error, 'told apart without colours, too').toContainText('stderr');
  const red = lines(page).getByText('red', { exact: true });
  await expect(red).toHaveCSS('color', /./);
  const colourOf = (text: string) =>
    lines(page)
      .getByText(text, { exact: true })
      .evaluate((node) => getComputedStyle(node).color);
  expect(await colourOf('red')).not.toBe(await colourOf('to-out'));

  const hostile = lines(page).filter({ hasText: 'clip title' });
  // What controls a terminal is left out; what turns the direction stays inside its own line.
  await expect(hostile).toHaveText(/^clip title red .*gnp\.exe/);
  await expect(lines(page).filter({ hasText: '<img src=x onerror' })).toBeVisible();
  await expect(log(page).locator('img, script')).toHaveCount(0);
  expect(await page.evaluate(() => '__hacked' in globalThis)).toBe(false);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
  await expect(page).toHaveTitle(/Longshore/);

  await expect(lines(page).locator('time')).toHaveCount(0);
  await tool(page, 'Times').click();
  await expect(line(page, 'to-out').locator('time')).toHaveText(/^\d\d:\d\d:\d\d\.\d{3}$/);

  const wide = lines(page).filter({ hasText: '200' });
  const heightOf = async () => (await wide.boundingBox())?.height ?? 0;
  const wrapped = await heightOf();
  await tool(page, 'Wrap long lines').click();
  await expect.poll(heightOf).toBeLessThan(wrapped / 2);
  await tool(page, 'Wrap long lines').click();
  await expect.poll(heightOf).toBe(wrapped);

  await say(engine, id, 'echo said-later');
  await expect(line(page, 'said-later')).toBeInViewport();
  await tool(page, 'Follow').click();
  await expect(page.getByText('Not following')).toBeVisible();
  await say(engine, id, 'echo meanwhile');
  await expect(line(page, 'meanwhile')).toBeHidden();
  await tool(page, 'Follow').click();
  await expect(line(page, 'meanwhile')).toHaveCount(1);
  await expect(line(page, 'said-later'), 'nothing comes twice').toHaveCount(1);
  await page.reload();
  await expect(line(page, 'to-out').locator('time'), 'a choice is kept').toBeVisible();
});

test('shows the end, a time or one stream of a log, and finds text in it {34 35}', async ({
  page,
  engine,
}) => {
  const id = await talker(
    engine,
    'for n in $(seq 150); do echo old $n; done; sleep 0.3; echo oops >&2',
  );
  await openLog(page, id);
  await expect(page.getByText('151 lines')).toBeVisible();
  await show(page, 'Last 100');
  await expect(page.getByText('100 lines')).toBeVisible();
  await expect(line(page, 'oops')).toBeInViewport();

  await show(page, 'Standard output');
  await expect(page.getByText('1 line', { exact: true })).toBeVisible();
  await show(page, 'Standard output');
  await show(page, 'All');
  await expect(page.getByText('151 lines')).toBeVisible();

  const search = page.getByRole('textbox', { name: 'Search the log' });
  await search.fill('OLD 15');
  await expect(page.getByText('2 lines', { exact: true })).toBeVisible();
  await search.press('Enter');
  await expect(page.getByText(/^[12] of 2$/)).toBeVisible();
  const current = log(page).locator('[data-current]');
  await expect(current).toBeInViewport();
  const first = await current.textContent();
  await tool(page, 'Next match').click();
  await expect(current).not.toHaveText(first ?? '');
  await expect(current.locator('mark')).toHaveText('old 15');
  await search.press('Shift+Enter');
  await expect(current).toHaveText(first ?? '');
  await search.fill('nowhere');
  await expect(page.getByText('0 lines')).toBeVisible();
  await search.press('Escape');

  const sinceMs = Date.now();
  await say(engine, id, 'echo fresh');
  await tool(page, 'What is shown').click();
  await page.getByRole('menuitem', { name: 'Another time…' }).click();
  const ask = page.getByRole('dialog', { name: 'Show the log since' });
  await ask.getByRole('textbox', { name: 'Since' }).fill('yesterday');
  await ask.getByRole('button', { name: 'Show' }).click();
  await expect(ask).toContainText('Neither a duration nor a date and time');
  await ask.getByRole('textbox', { name: 'Since' }).fill(new Date(sinceMs).toISOString());
  await ask.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('1 line', { exact: true })).toBeVisible();
  await expect(line(page, 'fresh')).toBeVisible();
  await tool(page, 'Clear the view').click();
  await expect(page.getByText('The view was cleared')).toBeVisible();
  await say(engine, id, 'echo after-the-clearing');
  await expect(line(page, 'after-the-clearing')).toBeVisible();
  await show(page, 'Any time');
  await expect(page.getByText('153 lines')).toBeVisible();
});

test('a long log costs few elements, keeps its place and is downloaded whole {44 45}', async ({
  page,
  engine,
}) => {
  test.skip(test.info().project.name !== 'web', 'a native dialog asks where to in the desktop');
  const id = await talker(engine, 'seq 1 110000');
  await openLog(page, id);
  await expect(page.getByText('1,000 lines', { exact: true })).toBeVisible();
  await show(page, 'All');
  await expect(line(page, '110000')).toBeInViewport({ timeout: 20_000 });
  // Bounded: the oldest are not kept, and it is said.
  await expect(page.getByText(/older lines are not kept/)).toBeVisible();
  await expect.poll(() => log(page).locator('*').count()).toBeLessThan(500);

  await log(page).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('button', { name: 'To the end' })).toBeVisible();
  await expect(line(page, '109999')).toBeHidden();
  const search = page.getByRole('textbox', { name: 'Search the log' });
  await search.fill('90000');
  await expect(page.getByText('1 line', { exact: true })).toBeVisible();
  await search.press('Enter');
  const held = line(page, '90000');
  await expect(held).toBeInViewport();
  const placeOf = async () => (await held.boundingBox())?.y ?? 0;
  const place = await placeOf();
  await say(engine, id, 'seq 200001 215000');
  await expect(page.getByRole('button', { name: '15,000 new lines' })).toBeVisible();
  expect(Math.abs((await placeOf()) - place), 'nothing moves under the reader').toBeLessThan(2);
  await page.getByRole('button', { name: '15,000 new lines' }).click();
  await expect(line(page, '215000')).toBeInViewport();
  await say(engine, id, 'echo at-the-end');
  await expect(line(page, 'at-the-end'), 'at the end it follows again').toBeInViewport();

  const download = page.waitForEvent('download');
  await tool(page, 'Download the whole log').click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^log-.*\.log$/);
  const text = await readFile(await saved.path(), 'utf8');
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, n) => String(from + n));
  const whole = [...range(1, 110_000), ...range(200_001, 215_000), 'at-the-end', ''].join('\n');
  expect(text === whole, 'every line, also those that the view does not keep').toBe(true);
});

test('goes on whenever the container is started again, and says what happened between {46 partial}', async ({
  page,
  engine,
}) => {
  const id = await talker(engine, 'echo begins; echo "run $(cat /n 2>/dev/null)"; echo again > /n');
  await openLog(page, id);
  await expect(line(page, 'begins')).toBeVisible();
  await engine.request('POST', `/containers/${id}/restart?t=5`);
  await expect(mark(page, 'stopped')).toBeVisible();
  await expect(mark(page, 'restarted')).toBeVisible();
  await expect(line(page, 'begins')).toHaveCount(2);
  await expect(line(page, 'run again')).toHaveCount(1);
  await say(engine, id, 'echo and on');
  await expect(line(page, 'and on')).toHaveCount(1);
  await engine.request('POST', `/containers/${id}/stop?t=5`);
  await expect(mark(page, 'stopped')).toHaveCount(2);
  await expect(page.getByText('Following', { exact: true })).toBeVisible();
  await engine.request('POST', `/containers/${id}/start`);
  await expect(line(page, 'begins')).toHaveCount(3);
});

test('axe finds nothing on a log in both themes and languages', async ({ page, engine }) => {
  const id = await talker(
    engine,
    `echo plain; for n in 0 1 2 3 4 5 6 7; do printf "\\033[3\${n}mcolour $n \\033[9\${n}mbright\\033[0m \\033[4\${n}mground\\033[0m\\n"; done; echo bad >&2`,
  );
  const scan = async () => await violations(page);
  await openLog(page, id);
  await tool(page, 'Times').click();
  await page.getByRole('textbox', { name: 'Search the log' }).fill('colour');
  await page.getByRole('textbox', { name: 'Search the log' }).press('Enter');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await scan(), colorScheme).toEqual([]);
  }
  await switchLanguage(page);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('toolbar', { name: '日志' })).toBeVisible();
  expect(await scan()).toEqual([]);
});
