import type { Locator, Page } from '@playwright/test';
import { registryAddress } from '../support/bed/registry-address.ts';
import { pushImage } from '../support/bed/registry-push.ts';
import { type RawEngine, testLabel } from '../support/raw-engine.ts';
import { expect, test } from './support/app.ts';
import { violations } from './support/axe.ts';
import { heavyImage } from './support/heavy-image.ts';

interface Made {
  readonly Name: string;
  readonly Path: string;
  readonly Args: readonly string[];
  readonly State: { readonly Running: boolean };
  readonly Config: {
    readonly Env: readonly string[];
    readonly User: string;
    readonly WorkingDir: string;
    readonly Hostname: string;
    readonly Tty: boolean;
    readonly OpenStdin: boolean;
    readonly Labels: Readonly<Record<string, string>>;
  };
  readonly HostConfig: {
    readonly PortBindings: Readonly<Record<string, readonly object[]>>;
    readonly RestartPolicy: object;
    readonly Memory: number;
    readonly NanoCpus: number;
    readonly NetworkMode: string;
  };
  readonly Mounts: readonly { Type: string; Name?: string; Destination: string; RW: boolean }[];
}

const inspect = (engine: RawEngine, name: string) =>
  engine.request<Made>('GET', `/containers/${name}/json`);

async function openForm(page: Page, image?: string): Promise<void> {
  const query = image === undefined ? '' : `?image=${encodeURIComponent(image)}`;
  await page.goto(new URL(`/host/docker-host/run${query}`, page.url()).href);
  await expect(reference(page)).toBeVisible();
}

const reference = (page: Page): Locator => page.getByRole('combobox', { name: 'Reference' });
const textbox = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name, exact: true });
const row = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true });
/** Types into a field with suggestions and leaves it, so that they close. */
async function typeInto(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press('Tab');
}

const run = (page: Page): Locator => page.getByRole('button', { name: 'Run', exact: true });
const line = (page: Page): Locator => page.getByRole('region', { name: 'As a command' });

/** What the form makes is removed by its label, as all that a test makes. */
async function addTestLabel(page: Page, engine: RawEngine): Promise<void> {
  await page.getByRole('button', { name: 'Add a label' }).click();
  const label = row(page, 'Label 1');
  await typeInto(label.getByRole('combobox', { name: 'Name' }), testLabel);
  await label.getByRole('textbox', { name: 'Value' }).fill(engine.id);
}

async function choose(page: Page, select: Locator, option: string): Promise<void> {
  await select.click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** A pull and a start on a busy machine. */
const runLimitMs = 30_000;

async function ranTo(page: Page, said: string): Promise<void> {
  await expect(page.getByText(said, { exact: true })).toBeVisible({ timeout: runLimitMs });
  await expect(page).toHaveURL(/\/containers\/[0-9a-f]{64}/);
}

test('a container runs with name, ports, volume and environment; its line is shown before {23} {31} {book 44 partial} {book 58 partial}', async ({
  page,
  engine,
}) => {
  const name = `run-full-${engine.id}`;
  const volume = await engine.createVolume(`run-data-${engine.id}`);
  await openForm(page, 'longshore/web:1');
  await textbox(page, 'Name').fill(name);

  // The image listens on 8080: one click publishes it.
  await page.getByRole('button', { name: '8080/tcp' }).click();
  const port = row(page, 'Port 1');
  await expect(port.getByRole('combobox', { name: 'Container port' })).toHaveValue('8080');
  await port.getByRole('textbox', { name: 'Host address' }).fill('127.0.0.1');
  await port.getByRole('textbox', { name: 'Host port' }).fill('18951');

  await page.getByRole('button', { name: 'Add a mount' }).click();
  const mount = row(page, 'Mount 1');
  await mount.getByRole('combobox', { name: 'Volume' }).click();
  await page.getByRole('option', { name: volume }).click();
  await typeInto(mount.getByRole('combobox', { name: 'Path inside' }), '/data');
  await mount.getByRole('checkbox', { name: 'Read-only' }).check();

  await page.getByRole('button', { name: 'Add a variable' }).click();
  const variable = row(page, 'Variable 1');
  // What the image sets itself stands as a placeholder.
  await typeInto(variable.getByRole('combobox', { name: 'Name' }), 'GREETING');
  const value = variable.getByRole('textbox', { name: 'Value' });
  await expect(value).toHaveAttribute('placeholder', 'hello');
  await value.fill('good day');
  await addTestLabel(page, engine);

  await expect(line(page)).toContainText(
    `docker run -d --name ${name} -e 'GREETING=good day' --label ${testLabel}=${engine.id} ` +
      `-p 127.0.0.1:18951:8080 -v ${volume}:/data:ro longshore/web:1`,
  );
  await run(page).click();
  await ranTo(page, `${name} runs`);

  const made = await inspect(engine, name);
  expect(made.State.Running).toBe(true);
  expect(made.Config.Env).toContain('GREETING=good day');
  expect(made.HostConfig.PortBindings).toEqual({
    '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '18951' }],
  });
  expect(made.Mounts).toMatchObject([
    { Type: 'volume', Name: volume, Destination: '/data', RW: false },
  ]);
});

test('command, entrypoint, folder, user, restart policy, limits and network reach the engine {24} {25 26 partial} {book 43 partial}', async ({
  page,
  engine,
}) => {
  const name = `run-all-${engine.id}`;
  const network = `run-net-${engine.id}`;
  await engine.createNetwork(network);
  await openForm(page, 'longshore/web:1');
  await expect(textbox(page, 'Command')).toHaveAttribute('placeholder', '/bin/serve');
  await expect(textbox(page, 'Working directory')).toHaveAttribute('placeholder', '/srv');
  await textbox(page, 'Name').fill(name);
  await textbox(page, 'Entrypoint').fill('/bin/sh -c');
  await textbox(page, 'Command').fill('"echo \'two words\'; exec sleep 300"');
  await textbox(page, 'User').fill('65534:65534');
  await textbox(page, 'Working directory').fill('/tmp');
  await textbox(page, 'Hostname').fill('shop.lan');
  await page.getByRole('checkbox', { name: 'Terminal (TTY)' }).check();
  await page.getByRole('checkbox', { name: 'Keep input open' }).check();
  await choose(page, page.getByRole('combobox', { name: 'Network', exact: true }), network);
  await choose(page, page.getByRole('combobox', { name: 'Restart', exact: true }), 'When it fails');
  await page.getByRole('textbox', { name: 'At most, times' }).fill('3');
  await page.getByRole('textbox', { name: 'Memory limit' }).fill('64');
  await page.getByRole('textbox', { name: 'CPU limit' }).fill('0.5');
  await addTestLabel(page, engine);
  await run(page).click();
  await ranTo(page, `${name} runs`);
  expect(await inspect(engine, name)).toMatchObject({
    Path: '/bin/sh',
    Args: ['-c', "echo 'two words'; exec sleep 300"],
    Config: {
      User: '65534:65534',
      WorkingDir: '/tmp',
      Hostname: 'shop.lan',
      Tty: true,
      OpenStdin: true,
    },
    HostConfig: {
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      Memory: 64 * 1024 * 1024,
      NanoCpus: 500_000_000,
      NetworkMode: network,
    },
  });
});

test('a reference is taken apart while it is typed', async ({ page }) => {
  await openForm(page);
  await reference(page).pressSequentially('localhost:5000/Team');
  await reference(page).press('Tab');
  await expect(page.getByText('A repository is written in lower case')).toBeVisible();
  await typeInto(reference(page), 'localhost:5000/team/app:2.1');
  const parts = page.getByLabel('Parts of the reference');
  await expect(parts).toContainText('Registrylocalhost:5000');
  await expect(parts).toContainText('Repositoryteam/app');
  await expect(parts).toContainText('Tag2.1');
  await expect(page.getByText('Not on this engine: it is pulled first.')).toBeVisible();
  await typeInto(reference(page), 'longshore/web');
  await expect(parts).toContainText('Registrydocker.io');
  await expect(parts).toContainText('Taglatest');
});

test('a missing image is pulled first, with its progress in the form', async ({ page, engine }) => {
  const registry = await registryAddress('plain');
  const target = { base: `http://${registry}`, repository: 'e2e/heavy', tags: ['run'] };
  await pushImage(target, await heavyImage());
  const image = `${registry}/e2e/heavy:run`;
  const forget = () => engine.ask('DELETE', `/images/${image}?force=1`);
  await forget();
  const name = `run-pull-${engine.id}`;
  await openForm(page, image);
  await expect(page.getByText('Not on this engine: it is pulled first.')).toBeVisible();
  await textbox(page, 'Name').fill(name);
  await addTestLabel(page, engine);
  await run(page).click();
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(progress.getByRole('list', { name: 'Layers' })).toBeVisible();
  await expect(progress.getByRole('progressbar').first()).toBeVisible();
  await ranTo(page, `${name} runs`);
  expect((await inspect(engine, name)).State.Running).toBe(true);
  await engine.request('DELETE', `/containers/${name}?force=1`);
  await forget();
});

test('a port that another container holds is told at the field {30 partial}', async ({
  page,
  engine,
}) => {
  const holder = `run-holder-${engine.id}`;
  await engine.run({
    name: holder,
    Image: 'longshore/web:1',
    HostConfig: { PortBindings: { '8080/tcp': [{ HostPort: '18952' }] } },
  });
  const name = `run-port-${engine.id}`;
  await openForm(page, 'longshore/web:1');
  await textbox(page, 'Name').fill(name);
  await page.getByRole('button', { name: 'Publish a port' }).click();
  const port = row(page, 'Port 1');
  const hostPort = port.getByRole('textbox', { name: 'Host port' });
  await expect(hostPort).toBeFocused();
  await hostPort.fill('18952');
  await typeInto(port.getByRole('combobox', { name: 'Container port' }), '8080');
  await addTestLabel(page, engine);
  await run(page).click();
  await expect(port.getByText(`${holder} holds port 18952.`)).toBeVisible();
  await expect(hostPort).toBeFocused();
  await port.getByRole('button', { name: 'Use 18953 instead' }).click();
  await expect(hostPort).toHaveValue('18953');
  await run(page).click();
  await ranTo(page, `${name} runs`);
});

test("a port that a program holds fails once, at its field; the next try takes the first one's place", async ({
  page,
  engine,
}) => {
  const blocker = await engine.run({
    Image: 'longshore/busybox:1',
    Cmd: ['nc', '-l', '-p', '18954'],
    HostConfig: { NetworkMode: 'host' },
  });
  await expect
    .poll(async () => (await engine.exec(blocker, ['netstat', '-ltn'])).output)
    .toContain(':18954');
  const name = `run-taken-${engine.id}`;
  await openForm(page, 'longshore/web:1');
  await textbox(page, 'Name').fill(name);
  await page.getByRole('button', { name: '8080/tcp' }).click();
  const hostPort = row(page, 'Port 1').getByRole('textbox', { name: 'Host port' });
  await hostPort.fill('18954');
  await addTestLabel(page, engine);
  await run(page).click();
  const failure = page.getByRole('alert').filter({ hasText: 'Port 18954 is taken.' });
  await expect(failure).toHaveAttribute('data-code', 'port-in-use');
  await expect(hostPort).toBeFocused();
  await expect(row(page, 'Port 1')).toContainText('Port 18954 is taken.');
  await expect(page.getByText(`The container ${name} was made and does not run.`)).toBeVisible();
  await run(page).focus();
  await failure.getByRole('button', { name: 'Choose another port' }).click();
  await expect(hostPort).toBeFocused();
  await row(page, 'Port 1').getByRole('button', { name: 'Use 18955 instead' }).click();
  await run(page).click();
  await ranTo(page, `${name} runs`);
});

test('faults are told at their fields before the engine is asked', async ({ page, engine }) => {
  await openForm(page, 'longshore/web:1');
  const holder = `run-name-${engine.id}`;
  await engine.create({ name: holder, Image: 'longshore/web:1' });
  await textbox(page, 'Name').fill(holder);
  await textbox(page, 'Command').fill("sh -c 'open");
  await page.getByRole('checkbox', { name: 'Remove when it ends' }).check();
  await choose(page, page.getByRole('combobox', { name: 'Restart', exact: true }), 'Always');
  await page.getByRole('button', { name: 'Add a mount' }).click();
  const mount = row(page, 'Mount 1');
  await choose(page, mount.getByRole('combobox', { name: 'Kind' }), 'Folder');
  await mount.getByRole('textbox', { name: "Folder of the engine's machine" }).fill('./data');
  await typeInto(mount.getByRole('combobox', { name: 'Path inside' }), 'data');
  await page.getByRole('button', { name: 'Publish a port' }).click();
  await row(page, 'Port 1').getByRole('textbox', { name: 'Host address' }).fill('256.1.1.1');
  await run(page).click();
  await expect(textbox(page, 'Name')).toBeFocused();
  for (const text of [
    `A container is named ${holder} already.`,
    "The quote ' is not closed.",
    "What is removed when it ends can't be restarted.",
    'This is no IP address.',
    'Which port inside?',
  ]) {
    await expect(page.getByText(text)).toBeVisible();
  }
  await expect(mount.getByText('A path from the root: it starts with /.')).toHaveCount(2);
  await expect(page).toHaveURL(/\/run/);
});

test('a pasted .env becomes variables; secrets stay hidden until asked {29 partial}', async ({
  page,
  context,
  app,
}) => {
  await openForm(page, 'longshore/web:1');
  await page.getByRole('button', { name: 'Add a variable' }).click();
  const block = '# settings\nexport MODE=fast\nDB_PASSWORD="hunter 2"\nnothing here\n';
  const name = row(page, 'Variable 1').getByRole('combobox', { name: 'Name' });
  await name.evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, block);
  const mode = row(page, 'Variable 1');
  const secret = row(page, 'Variable 2');
  await expect(mode.getByRole('textbox', { name: 'Value' })).toHaveValue('fast');
  await expect(secret.getByRole('combobox', { name: 'Name' })).toHaveValue('DB_PASSWORD');
  await expect(secret.getByRole('textbox', { name: 'Value' })).toHaveAttribute('type', 'password');
  await expect(page.getByText('1 line was not taken')).toBeVisible();
  await expect(line(page)).toContainText("-e MODE=fast -e 'DB_PASSWORD=***'");
  await line(page).getByRole('button', { name: 'Show the secrets' }).click();
  await expect(line(page)).toContainText("-e 'DB_PASSWORD=hunter 2'");
  await line(page).getByRole('button', { name: 'Hide the secrets' }).click();
  await secret.getByRole('button', { name: 'Show the value of DB_PASSWORD' }).click();
  await expect(secret.getByRole('textbox', { name: 'Value' })).toHaveValue('hunter 2');
  if (app === undefined) return;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await line(page).getByRole('button', { name: 'Copy the command with its secrets' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe("docker run -d -e MODE=fast -e 'DB_PASSWORD=hunter 2' longshore/web:1");
});

test('the form opens by key, is kept while one looks elsewhere, and runs by key', async ({
  page,
  engine,
}) => {
  const name = `run-keys-${engine.id}`;
  await openForm(page);
  await page.getByRole('link', { name: 'Journal' }).click();
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(reference(page)).toBeFocused();
  await page.keyboard.type('longshore/web:1');
  await page.keyboard.press('Tab');
  await addTestLabel(page, engine);
  await textbox(page, 'Name').fill(name);
  await page.getByRole('link', { name: 'Journal' }).click();
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(textbox(page, 'Name')).toHaveValue(name);
  await expect(textbox(page, 'Name')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await ranTo(page, `${name} runs`);
});

test('axe finds nothing in the form, filled in and with faults, in either theme', async ({
  page,
}) => {
  await openForm(page);
  await typeInto(reference(page), 'longshore/web:1');
  await page.getByRole('button', { name: 'Publish a port' }).click();
  await page.getByRole('button', { name: 'Add a mount' }).click();
  await page.getByRole('button', { name: 'Add a variable' }).click();
  await typeInto(row(page, 'Variable 1').getByRole('combobox', { name: 'Name' }), 'API_TOKEN');
  await row(page, 'Variable 1').getByRole('textbox', { name: 'Value' }).fill('x');
  await textbox(page, 'Name').fill('-');
  await run(page).click();
  await expect(textbox(page, 'Name')).toBeFocused();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
  }
});
