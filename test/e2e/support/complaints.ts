import type { Page } from '@playwright/test';

/**
 * Collects what a page must never say: errors on the console, uncaught errors and violations of
 * the content security policy. Call it before the page is opened.
 */
export async function collectComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => complaints.push('the page has crashed'));
  await page.exposeFunction('longshoreViolation', (text: string) => {
    complaints.push(`content security policy: ${text}`);
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const report = (globalThis as { longshoreViolation?: (text: string) => void })
        .longshoreViolation;
      const { violatedDirective, blockedURI, sample, sourceFile, lineNumber, columnNumber } = event;
      const place = `${sourceFile}:${lineNumber}:${columnNumber} in ${location.href}`;
      report?.(`${violatedDirective} ${blockedURI} ${sample} at ${place}`);
    });
  });
  return complaints;
}
