import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { registryAddress } from '../../support/bed/registry-address.ts';
import { pushImage } from '../../support/bed/registry-push.ts';
import { type BuiltImage, buildImage } from '../../support/images/image.ts';
import { type RawEngine, testLabel } from '../../support/raw-engine.ts';

export interface ImageOptions {
  readonly tags?: readonly string[];
  readonly layers?: number;
  /** Of each layer; they do not compress. */
  readonly layerBytes?: number;
}

/** An image that no other test has, with the label by which it is removed again. */
export function ownImage(engine: RawEngine, options: ImageOptions = {}): BuiltImage {
  const { tags = [], layers = 1, layerBytes = 2_000 } = options;
  return buildImage({
    tags,
    layers: Array.from({ length: layers }, (_, n) => [
      { path: `data-${n}`, bytes: randomBytes(layerBytes), mode: 0o644 },
    ]),
    config: { Cmd: ['/none'], Labels: { [testLabel]: engine.id } },
  });
}

/** Puts an image into the bed's plain registry; gives the address of the registry. */
export async function publish(repository: string, image: BuiltImage): Promise<string> {
  const address = await registryAddress('plain');
  await pushImage({ base: `http://${address}`, repository, tags: ['1'] }, image);
  return address;
}

/** Goes to a page of the host by its address below it. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/host/docker-host/${path}`, page.url()).href);
}

/** The open dialog; a notice in the corner is one too. */
export const dialog = (page: Page): Locator =>
  page.getByRole('dialog').and(page.locator(':not([data-tone])'));
export const details = (page: Page): Locator =>
  page.getByRole('region', { name: 'Details', exact: true });
export const button = (place: Page | Locator, name: string): Locator =>
  place.getByRole('button', { name, exact: true });

/** The row of an image by one of its names. */
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ hasText: name });

/** Ids of the images that the test made and that are there now. */
export async function ownIds(engine: RawEngine): Promise<string[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`${testLabel}=${engine.id}`] }));
  const rows = await engine.request<{ Id: string }[]>('GET', `/images/json?filters=${filters}`);
  return rows.map((row) => row.Id);
}

export const tagsOf = async (engine: RawEngine, image: string): Promise<readonly string[]> =>
  (await engine.request<{ RepoTags: string[] }>('GET', `/images/${image}/json`)).RepoTags;

/** The field of the pull dialog. */
export const reference = (page: Page): Locator =>
  dialog(page).getByRole('textbox', { name: 'Image', exact: true });

/** Opens the pull dialog and fills its reference in. */
export async function askPull(page: Page, text: string): Promise<void> {
  await button(page, 'Pull').first().click();
  await reference(page).fill(text);
}

export const startPull = (page: Page) => button(dialog(page), 'Pull').click();
