import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { LanguageProvider } from '../shared/i18n/language.tsx';
import { installCommands } from '../shared/lib/commands.ts';
import { FeaturesContext } from '../shared/lib/feature.ts';
import { useConnection } from '../shared/lib/live-stores.ts';
import { queryClient } from '../shared/lib/query-client.ts';
import { PanelBoundary } from '../shared/ui/error-boundary.tsx';
import { features } from './features.ts';
import { reach } from './reach.ts';
import { router } from './router.tsx';

const NoSessionPage = lazy(() =>
  import('./no-session-page.tsx').then((module) => ({ default: module.NoSessionPage })),
);

installCommands(features.commands, reach);

/** How long a pointer rests before a tip opens; the next tips open at once. */
const tipDelayMs = 500;

export function App() {
  const { kind } = useConnection();
  if (kind === 'no-session' || kind === 'version-mismatch') {
    return (
      <Suspense fallback={null}>
        <NoSessionPage reason={kind} />
      </Suspense>
    );
  }
  return (
    <PanelBoundary>
      <FeaturesContext value={features}>
        <QueryClientProvider client={queryClient}>
          <LanguageProvider>
            <Tooltip.Provider delay={tipDelayMs}>
              <RouterProvider router={router} />
            </Tooltip.Provider>
          </LanguageProvider>
        </QueryClientProvider>
      </FeaturesContext>
    </PanelBoundary>
  );
}
