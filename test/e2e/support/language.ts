import { expect, type Page } from '@playwright/test';

/** By the palette, as a person would: its entry names the other language in both. */
export async function switchLanguage(page: Page): Promise<void> {
  const before = await page.locator('html').getAttribute('lang');
  await page.keyboard.press('ControlOrMeta+KeyK');
  const to = before === 'en' ? '中文' : 'English';
  await page.getByRole('dialog').getByRole('combobox').fill(to);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).not.toHaveAttribute('lang', before ?? '');
}
