import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, openWeb } from './support/app.ts';
import { violations } from './support/axe.ts';
import { test } from './support/own-app.ts';

const runFile = promisify(execFile);

test('contexts are those of the Docker CLI, both ways, and a broken one is repaired', async ({
  appOn,
  context,
  target,
}) => {
  const app = await appOn(target.socket, async (home) => {
    await mkdir(join(home, 'docker/contexts/meta/broken'), { recursive: true });
    await writeFile(join(home, 'docker/contexts/meta/broken/meta.json'), '{"Name":');
  });
  const env = { PATH: process.env.PATH, DOCKER_CONFIG: join(dirname(app.home), 'docker') };
  const docker = async (...args: string[]) =>
    (await runFile('docker', ['context', ...args], { env })).stdout;
  const page = await context.newPage();
  await openWeb(page, app);
  await page.getByRole('button', { name: /choose the engine/ }).click();
  await page.getByRole('menuitem', { name: 'Docker contexts…' }).click();

  await expect(docker('ls'), 'the CLI stumbles over it').rejects.toThrow();
  await page.getByRole('button', { name: 'Set it aside' }).click();
  await expect(page.getByText(/Kept as/)).toBeVisible();
  expect(await docker('ls', '--format', '{{.Name}}')).toBe('default\n');

  await page.getByRole('button', { name: 'New context' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('pi');
  await dialog.getByRole('textbox', { name: 'Address' }).fill('no address');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Address' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await dialog.getByRole('textbox', { name: 'Address' }).fill('ssh://pi@10.0.0.2');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create' }).click();
  const row = page.getByRole('row', { name: /ssh:\/\/pi@/ });
  await expect(row).toContainText('ssh://pi@10.0.0.2');
  expect(await docker('ls', '--format', '{{.Name}} {{.DockerEndpoint}}')).toContain(
    'pi ssh://pi@10.0.0.2',
  );

  await row.hover();
  await row.getByRole('button', { name: 'Make it the current one' }).click();
  await expect(row).toContainText('Current');
  expect((await docker('show')).trim()).toBe('pi');
  // DOCKER_HOST is set for this app: the page says that it wins.
  await expect(page.getByText('The variable DOCKER_HOST beats')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await row.hover();
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toBeHidden();
  expect(await docker('ls', '--format', '{{.Name}}')).toBe('default\n');
});
