import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

export interface Scope {
  readonly include?: string;
  readonly exclude?: string;
}

/**
 * What axe finds wrong on the page, as rule and elements; empty when nothing. In legacy mode it works
 * in the page itself: without frames of other origins a second page for its report is only slow.
 */
export async function violations(page: Page, { include, exclude }: Scope = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (include !== undefined) axe.include(include);
  if (exclude !== undefined) axe.exclude(exclude);
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`);
}
