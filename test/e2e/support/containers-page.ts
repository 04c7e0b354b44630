/** The page of the containers as a person's hands and eyes. English, unless a test says otherwise. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { RawEngine } from '../../support/raw-engine.ts';

/** Runs until it is told to end, then ends at once. */
export const forever = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done'];

export const busybox = 'longshore/busybox:1';

/** Opens the list by its address; `search` is the part after the question mark. */
export async function openContainers(page: Page, search: string, tail = ''): Promise<void> {
  // The first page of a window swaps the ticket for a session: only then another address is known.
  await expect(page.getByRole('grid')).toBeVisible();
  await page.goto(new URL(`/host/docker-host/containers${tail}?${search}`, page.url()).href);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
}

export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });

/** One of the entries of a row's context menu. */
export async function chooseInMenu(page: Page, name: string, entry: string | RegExp) {
  await rowOf(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

/** Selects rows the way Ctrl and a click do. */
export async function selectRows(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await rowOf(page, name).click({ modifiers: ['ControlOrMeta'] });
}

export const dialog = (page: Page): Locator => page.getByRole('dialog');

export interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly State: { readonly Status: string; readonly ExitCode: number; readonly Running: boolean };
}

export const inspect = (engine: RawEngine, name: string): Promise<Inspected> =>
  engine.request<Inspected>('GET', `/containers/${name}/json`);
