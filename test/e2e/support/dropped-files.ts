import type { Page } from '@playwright/test';

const byNetwork = 'ERR_NETWORK_CHANGED';

/**
 * Chromium drops what it is loading when a network comes or goes: an engine of another test starts.
 * A page that has lost a file complains, and only of what that file was for.
 */
export interface DroppedFiles {
  any(): boolean;
  /** Complaints that follow from the files that were dropped, and from no others. */
  complaints(): RegExp[];
}

/** Call it before the page is opened. */
export function watchDroppedFiles(page: Page): DroppedFiles {
  const paths = new Set<string>();
  page.on('requestfailed', (request) => {
    if (!request.failure()?.errorText.includes(byNetwork)) return;
    paths.add(new URL(request.url()).pathname);
  });
  return {
    any: () => paths.size > 0,
    complaints: () => [
      ...(paths.size > 0 ? [new RegExp(byNetwork)] : []),
      ...([...paths].some((path) => path.startsWith('/assets/'))
        ? [/Unable to preload CSS|Failed to fetch dynamically imported module/]
        : []),
      // It keeps zod from its probe.
      ...(paths.has('/before-schemas.js')
        ? [/requires 'TrustedScript' assignment|require-trusted-types-for/]
        : []),
    ],
  };
}
