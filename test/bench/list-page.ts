import type { WebApp } from '../e2e/support/web-app.ts';
import type { Browser, Page } from './browser.ts';
import { installProbe, type Loaded, listLoaded } from './page/painted.ts';

/** The accessible name of the list. */
export const label = 'Containers';
const limitMs = 30_000;

export const wanted = (rows: number) => ({ label, rows, limitMs });

/** The address of a screen below the engine's. */
export const screenOf = (url: string, path: string): string =>
  new URL(`/host/docker-host/${path}`, url).href;

/** A tab that measures what it paints, not yet on the app. */
export async function openProbe(browser: Browser): Promise<Page> {
  const page = await browser.openPage();
  await page.onNewDocument(`(${installProbe.toString()})()`);
  return page;
}

/** A tab of the app that shows the list of all containers. */
export async function openList(
  browser: Browser,
  { app, rows }: { app: WebApp; rows: number },
): Promise<{ page: Page; url: string }> {
  const page = await openProbe(browser);
  const url = await app.newUrl();
  await page.goto(url);
  await page.run(listLoaded, wanted(rows));
  return { page, url };
}

/** Where the time of a navigation went, for people. */
export function partsOf(loads: readonly Loaded[]): string {
  const middle = (pick: (load: Loaded) => number) =>
    Math.round(loads.map(pick).toSorted((a, b) => a - b)[Math.floor(loads.length / 2)] ?? 0);
  return (
    `from the navigation's start: page requested ${middle((one) => one.requestedMs)} ms, ` +
    `answered ${middle((one) => one.answeredMs)} ms, scripts run ${middle((one) => one.parsedMs)} ms, ` +
    `list painted ${middle((one) => one.paintedMs)} ms`
  );
}
