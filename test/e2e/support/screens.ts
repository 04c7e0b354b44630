/** Pictures of screens for a designer's eye, kept under test-results/screens. */
import type { Page } from '@playwright/test';
import { expect } from './app.ts';

const folder = 'test-results/screens';
const themes = ['light', 'dark'] as const;
export const largest = { width: 1920, height: 1080 };
export const sizes = [largest, { width: 1280, height: 800 }, { width: 900, height: 600 }];

/** How far the page could be scrolled sideways. */
const sidewaysPixels = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/**
 * What is on the page in both themes and all sizes, in the language that it has. Checked is only what
 * no screen may do: scroll sideways, or show a fault.
 */
export async function shoot(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${size.width}.png` });
    }
    expect(await sidewaysPixels(page), `${name} at ${size.width}`).toBeLessThanOrEqual(0);
  }
  expect(await page.getByText('could not be drawn').count(), name).toBe(0);
}
