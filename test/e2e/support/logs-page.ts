/** The log of a container as a person sees it. English, unless a test says otherwise. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { RawEngine } from '../../support/raw-engine.ts';
import { busybox } from './containers-page.ts';

/** A running container that prints what `script` says and then waits for more to be said. */
export async function talker(engine: RawEngine, script: string): Promise<string> {
  const wait = 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done';
  return engine.run({
    name: `log-${engine.id}`,
    Image: busybox,
    Cmd: ['sh', '-c', `${script}; ${wait}`],
  });
}

/** Has its main process print what a shell script prints. */
export async function say(engine: RawEngine, id: string, script: string): Promise<void> {
  const { code, output } = await engine.exec(id, ['sh', '-c', `(${script}) > /proc/1/fd/1`]);
  expect(code, output).toBe(0);
}

export async function openLog(page: Page, id: string): Promise<void> {
  const path = `/host/docker-host/containers/${id.slice(0, 12)}/logs`;
  await page.goto(new URL(path, page.url()).href);
}

export const log = (page: Page): Locator => page.getByRole('region', { name: /^Log of log-/ });
export const lines = (page: Page): Locator => log(page).locator('[data-stream]');
/** The line that is exactly this text. */
export const line = (page: Page, text: string): Locator =>
  lines(page).filter({ has: page.getByText(text, { exact: true }) });
export const mark = (page: Page, name: string): Locator =>
  log(page).locator(`[data-mark="${name}"]`);
export const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: 'Log' }).getByRole('button', { name, exact: true });

/** An entry of the menu that says how much of the log is shown. */
export async function show(page: Page, entry: string): Promise<void> {
  await tool(page, 'What is shown').click();
  await page.getByRole('menuitemcheckbox', { name: entry, exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
}
