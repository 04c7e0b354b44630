import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { readSource } from '../../../shared/lib/layer-address.ts';
import { PanelBoundary } from '../../../shared/ui/error-boundary.tsx';
import { useAnalysis } from '../api/use-analysis.ts';
import type { LayersSearch } from '../model/view.ts';
import { AnalysisView } from './analysis-view.tsx';
import { ExplorerFrame } from './explorer-frame.tsx';
import { OpenPage } from './open-page.tsx';

/** The layers of what the address names; without a source, where one is chosen. */
export function LayersPage() {
  const search = useSearch({ from: '/layers' });
  const navigate = useNavigate({ from: '/layers' });
  const source = readSource(search.source);
  const analysis = useAnalysis(source);
  const change = useCallback(
    (part: Partial<LayersSearch>) =>
      void navigate({
        to: '.',
        search: (now) => ({ ...now, ...part }),
        replace: true,
      }),
    [navigate],
  );
  if (!source) return <OpenPage />;
  const { image, renew } = analysis;
  if (!image) return <AnalysisView source={source} analysis={analysis} />;
  return (
    <PanelBoundary resetKey={image.analysis}>
      <ExplorerFrame {...{ source, image, search, change, renew }} />
    </PanelBoundary>
  );
}
