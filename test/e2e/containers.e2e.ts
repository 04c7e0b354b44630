import type { Page } from '@playwright/test';
import { expect, test } from './support/app.ts';
import {
  busybox,
  chooseInMenu,
  dialog,
  forever,
  inspect,
  openContainers,
  rowOf,
  selectRows,
} from './support/containers-page.ts';

const notice = (page: Page, text: string) => page.getByRole('dialog').filter({ hasText: text });

test('a container is stopped, started and restarted from its row, and Undo puts it back {1 partial} {book 43} {book 45}', async ({
  page,
  engine,
}) => {
  const name = `row-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: forever });
  await openContainers(page, `q=${engine.id}`);
  const row = rowOf(page, name);
  await expect(row).toContainText('Running');
  await expect(row).toContainText(busybox);
  await row.hover();
  await row.getByRole('button', { name: 'Stop' }).click();
  await expect(row).toContainText('Exited');
  await expect(page.getByText(`${name} was stopped`)).toBeVisible();
  await expect(page.getByText(`docker stop ${name}`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Running');
  expect((await inspect(engine, name)).State.Running).toBe(true);
  await row.hover();
  await row.getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByText(`${name} was restarted`)).toBeVisible();
  await expect(row).toContainText('Running');
});

test('a process that does not listen is killed after the time limit that was asked for {book 45}', async ({
  page,
  engine,
}) => {
  const name = `deaf-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: ['sleep', '3600'] });
  await openContainers(page, `q=${engine.id}`);
  await chooseInMenu(page, name, 'Stop with a time limit…');
  await dialog(page).getByRole('textbox', { name: 'Time limit' }).fill('0');
  await expect(dialog(page)).toContainText(`docker stop -t 0 ${name}`);
  await expect(dialog(page)).toContainText('DOCKER_HOST');
  await dialog(page).getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(rowOf(page, name)).toContainText('Exited 137');
});

test('a container is paused and resumed {2}', async ({ page, engine }) => {
  const name = `still-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: forever });
  await openContainers(page, `q=${engine.id}`);
  await chooseInMenu(page, name, 'Pause');
  await expect(rowOf(page, name)).toContainText('Paused');
  expect((await inspect(engine, name)).State.Status).toBe('paused');
  await chooseInMenu(page, name, 'Resume');
  await expect(rowOf(page, name)).toContainText('Running');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(rowOf(page, name)).toContainText('Paused');
});

test('a container is killed with the signal that was chosen {3}', async ({ page, engine }) => {
  const name = `signal-${engine.id}`;
  const Cmd = ['sh', '-c', 'trap "exit 42" USR1; while :; do sleep 1 & wait $!; done'];
  await engine.run({ name, Image: busybox, Cmd });
  await openContainers(page, `q=${engine.id}`);
  await chooseInMenu(page, name, 'Kill…');
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog(page).getByRole('combobox', { name: 'Signal' }).click();
  await page.getByRole('option', { name: 'SIGUSR1' }).click();
  await expect(dialog(page)).toContainText(`docker kill -s SIGUSR1 ${name}`);
  await dialog(page).getByRole('button', { name: 'Kill' }).click();
  await expect(rowOf(page, name)).toContainText('Exited 42');
});

test('a container is renamed, not to a name that is taken, and named back by Undo {4}', async ({
  page,
  engine,
}) => {
  const [before, after, other] = [`old-${engine.id}`, `new-${engine.id}`, `other-${engine.id}`];
  await engine.create({ name: before, Image: busybox });
  await engine.create({ name: other, Image: busybox });
  await openContainers(page, `q=${engine.id}`);
  await rowOf(page, before).focus();
  await page.keyboard.press('F2');
  const field = dialog(page).getByRole('textbox', { name: 'New name' });
  await expect(field).toBeFocused();
  await field.fill(other);
  await expect(dialog(page)).toContainText('Another container has this name');
  await expect(dialog(page).getByRole('button', { name: 'Rename' })).toBeDisabled();
  await field.fill(after);
  await field.press('Enter');
  await expect(rowOf(page, after)).toBeVisible();
  await expect(notice(page, `${before} is now ${after}`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(page, before)).toBeVisible();
});

test('the same is done to many, with a result for each and one Undo for all {5}', async ({
  page,
  engine,
}) => {
  const names = ['a', 'b', 'c'].map((letter) => `many-${letter}-${engine.id}`);
  for (const name of names) await engine.create({ name, Image: busybox, Cmd: forever });
  const broken = `many-d-${engine.id}`;
  await engine.create({ name: broken, Image: busybox, Cmd: ['/no/such/program'] });
  await openContainers(page, `q=many`);
  await selectRows(page, [...names, broken]);
  const bar = page.getByRole('group', { name: 'Actions for the selected containers' });
  await expect(bar).toContainText('4 selected');
  await expect(bar.getByRole('button', { name: 'Stop 0' })).toBeDisabled();
  await bar.getByRole('button', { name: 'Start 4' }).click();
  const result = page.getByRole('region', { name: 'Start 4 containers' });
  await expect(result).toContainText('3 done · 1 failed');
  await expect(result.getByRole('listitem').filter({ hasText: broken })).toContainText(
    '/no/such/program does not exist in the container.',
  );
  for (const name of names) await expect(rowOf(page, name)).toContainText('Running');
  await expect(bar.getByRole('button', { name: 'Stop 3' })).toBeEnabled();
  await result.getByRole('button', { name: 'Undo' }).click();
  for (const name of names) await expect(rowOf(page, name)).toContainText('Exited');
});

test('before a removal stands what is lost; volumes with a name stay {book 48} {book 55 partial}', async ({
  page,
  engine,
}) => {
  const name = `gone-${engine.id}`;
  const volume = await engine.createVolume(`kept-${engine.id}`);
  const id = await engine.run({
    name,
    Image: busybox,
    Cmd: forever,
    Volumes: { '/anonymous': {} },
    HostConfig: { Binds: [`${volume}:/kept`] },
  });
  await engine.exec(id, ['sh', '-c', 'head -c 200000 /dev/zero > /written']);
  const { Mounts } = await engine.request<{ Mounts: { Name: string; Destination: string }[] }>(
    'GET',
    `/containers/${id}/json`,
  );
  const anonymous = Mounts.find((mount) => mount.Destination === '/anonymous')?.Name ?? '';
  await openContainers(page, `q=${engine.id}`);
  await rowOf(page, name).focus();
  await page.keyboard.press('Delete');
  await expect(dialog(page).getByRole('button', { name: 'Keep' })).toBeFocused();
  await expect(dialog(page)).toContainText('200 kB');
  await expect(dialog(page)).toContainText(volume);
  await expect(dialog(page)).toContainText('It runs: it is killed first');
  await dialog(page)
    .getByRole('checkbox', { name: 'Also remove 1 anonymous volume and its data' })
    .click();
  await expect(dialog(page)).toContainText(`docker rm -f -v ${name}`);
  const remove = dialog(page).getByRole('button', { name: 'Remove' });
  await expect(remove).toBeDisabled();
  await dialog(page)
    .getByRole('textbox', { name: `Type “${name}” to go on` })
    .fill(name);
  await remove.click();
  await expect(rowOf(page, name)).toHaveCount(0);
  await expect(page.getByText(`${name} was removed`)).toBeVisible();
  expect((await engine.ask('GET', `/volumes/${anonymous}`)).status).toBe(404);
  expect((await engine.ask('GET', `/volumes/${volume}`)).status).toBe(200);
});

test('a container that goes when it ends is not ended without a question', async ({
  page,
  engine,
}) => {
  const name = `fleeting-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: forever, HostConfig: { AutoRemove: true } });
  await openContainers(page, `q=${engine.id}`);
  await chooseInMenu(page, name, 'Stop');
  await expect(dialog(page)).toContainText('was made to be removed when it ends');
  await dialog(page).getByRole('button', { name: 'Leave running' }).click();
  expect((await inspect(engine, name)).State.Running).toBe(true);
  await chooseInMenu(page, name, 'Stop');
  await dialog(page).getByRole('button', { name: 'End and lose' }).click();
  await expect(rowOf(page, name)).toHaveCount(0);
});

test('filter, states, sort and selection are in the address and outlive a reload {8}', async ({
  page,
  engine,
}) => {
  const label = { 'com.docker.compose.project': `shop-${engine.id}` };
  const [first, second] = [`addr-1-${engine.id}`, `addr-2-${engine.id}`];
  await engine.run({ name: first, Image: busybox, Cmd: forever, Labels: label });
  await engine.create({ name: second, Image: busybox, Labels: label });
  await openContainers(page, '');
  await page.getByRole('textbox', { name: 'Filter containers' }).fill(`shop-${engine.id}`);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await page.getByRole('button', { name: /^Created \d/ }).click();
  await expect(rowOf(page, first)).toHaveCount(0);
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await selectRows(page, [second]);
  await expect(page).toHaveURL(/q=shop-.*state=created.*sort=-name.*sel=[0-9a-f]{12}/);
  await page.reload();
  await expect(page.getByText('1 selected')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(rowOf(page, first)).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear the selection' }).click();
  await page.getByRole('textbox', { name: 'Filter containers' }).fill('no such thing');
  await expect(page.getByText('The filter: “no such thing”, Created')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(rowOf(page, first)).toBeVisible();
  await expect(page).not.toHaveURL(/q=|state=/);
  // What looks like a number stays what was typed.
  for (const text of ['81856424e3', '1.10']) {
    await openContainers(page, `q=${text}`);
    await expect(page.getByRole('textbox', { name: 'Filter containers' })).toHaveValue(text);
  }
});

test('columns are chosen and remembered, and a click sorts {9}', async ({ page, engine }) => {
  for (const name of ['col-10', 'col-2']) {
    await engine.create({ name: `${name}-${engine.id}`, Image: busybox });
    // The engine's list tells the second only.
    await page.waitForTimeout(1_000);
  }
  await openContainers(page, `q=${engine.id}`);
  const names = () => page.getByRole('gridcell').filter({ hasText: /^col-/ });
  await expect(names()).toHaveText([`col-2-${engine.id}`, `col-10-${engine.id}`]);
  await page.getByRole('button', { name: 'Created', exact: true }).click();
  await expect(names()).toHaveText([`col-10-${engine.id}`, `col-2-${engine.id}`]);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Ports' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Command' }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Command' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Ports' })).toHaveCount(0);
});

test('rows show CPU and memory while they are on screen {10}', async ({ page, engine }) => {
  const name = `busy-${engine.id}`;
  await engine.run({ name, Image: busybox, Cmd: ['sh', '-c', 'while :; do :; done'] });
  await openContainers(page, `q=${engine.id}`);
  await expect(rowOf(page, name)).toContainText(/\d%/);
  await expect(rowOf(page, name)).toContainText(/\d [KM]iB/);
});

test('health stands in the row, and the last probes in the detail {11} {12} {book 36 partial}', async ({
  page,
  engine,
}) => {
  const name = `ill-${engine.id}`;
  await engine.run({
    name,
    Image: busybox,
    Cmd: forever,
    Healthcheck: {
      Test: ['CMD-SHELL', 'echo no pulse; exit 1'],
      Interval: 1_000_000_000,
      Retries: 1,
    },
  });
  await openContainers(page, `q=${engine.id}`);
  await expect(rowOf(page, name)).toContainText('Unhealthy');
  await rowOf(page, name).click();
  const overview = page.getByRole('region', { name: 'Overview' });
  await expect(overview).toContainText('failed with code 1');
  await expect(overview).toContainText('no pulse');
});

test('a published port is a link to the machine of the engine {13 partial} {book 58 partial}', async ({
  page,
  engine,
}) => {
  const name = `port-${engine.id}`;
  const id = await engine.run({
    name,
    Image: busybox,
    Cmd: forever,
    ExposedPorts: { '80/tcp': {}, '53/udp': {} },
    HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '' }] } },
  });
  const made = await engine.request<{
    NetworkSettings: { Ports: Record<string, { HostPort: string }[]> };
  }>('GET', `/containers/${id}/json`);
  const port = made.NetworkSettings.Ports['80/tcp']?.[0]?.HostPort ?? '';
  await openContainers(page, `q=${engine.id}`);
  const link = rowOf(page, name).getByRole('link', { name: `${port}→80` });
  await expect(link).toHaveAttribute('href', `http://localhost:${port}`);
  await page.getByRole('textbox', { name: 'Filter containers' }).fill(`:${port}`);
  await expect(rowOf(page, name)).toBeVisible();
});

test('the detail shows what a container is and hides what looks secret until asked {150 partial}', async ({
  page,
  engine,
}) => {
  const name = `detail-${engine.id}`;
  await engine.run({
    name,
    Image: busybox,
    Cmd: forever,
    Env: ['API_TOKEN=very-hidden', 'MODE=plain'],
    HostConfig: { Memory: 64 * 1024 * 1024, RestartPolicy: { Name: 'always' } },
  });
  await openContainers(page, `q=${engine.id}`);
  await rowOf(page, name).click();
  await expect(page).toHaveURL(/\/containers\/[0-9a-f]{12}\/overview\?q=/);
  const overview = page.getByRole('region', { name: 'Overview' });
  await expect(overview).toContainText('64 MiB');
  await expect(overview).toContainText('always');
  await expect(overview).toContainText('plain');
  await expect(overview).not.toContainText('very-hidden');
  await overview.getByRole('button', { name: 'Show the value of API_TOKEN' }).click();
  await expect(overview).toContainText('very-hidden');
  await page.getByRole('link', { name: 'Inspect' }).click();
  const tree = page.getByRole('region', { name: 'JSON', exact: true });
  await page.getByRole('textbox', { name: 'Search keys and values' }).fill('MODE');
  await expect(tree).toContainText('MODE=plain');
  await expect(tree).not.toContainText('very-hidden');
  await page.getByRole('button', { name: 'Raw JSON' }).click();
  const raw = page.getByRole('region', { name: 'Raw JSON' });
  await expect(raw).toContainText('"API_TOKEN=••••••••"');
  await page.getByRole('switch', { name: 'Show values that look secret' }).click();
  await expect(raw).toContainText('"API_TOKEN=very-hidden"');
  await page.goBack();
  await expect(overview).toBeVisible();
});

test('a container that goes while it is looked at says so', async ({ page, engine }) => {
  const name = `vanish-${engine.id}`;
  const id = await engine.create({ name, Image: busybox });
  await openContainers(page, `q=${engine.id}`);
  await rowOf(page, name).click();
  await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
  await engine.request('DELETE', `/containers/${id}?force=1`);
  await expect(page.getByText('This container is gone')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(page).toHaveURL(/\/containers\?q=/);
});

test('two windows and a foreign hand see the same truth', async ({ page, secondPage, engine }) => {
  test.skip(
    test.info().project.name !== 'web',
    'a second window is opened in the web project only',
  );
  const name = `both-${engine.id}`;
  const id = await engine.run({ name, Image: busybox, Cmd: forever });
  const other = await secondPage();
  await openContainers(page, `q=${engine.id}`);
  await openContainers(other, `q=${engine.id}`);
  await chooseInMenu(page, name, 'Pause');
  await expect(rowOf(other, name)).toContainText('Paused');
  await engine.request('POST', `/containers/${id}/unpause`);
  for (const one of [page, other]) await expect(rowOf(one, name)).toContainText('Running');
});
