import { FolderSearch, GitCompareArrows } from 'lucide-react';
import { lazy } from 'react';
import type { Feature } from '../../shared/lib/feature.ts';
import { openLayersPath } from '../../shared/lib/layer-address.ts';

const ChangesTab = lazy(() =>
  import('./components/changes-tab.tsx').then(({ ChangesTab: component }) => ({
    default: component,
  })),
);

export const layersFeature: Feature = {
  name: 'layers',
  containerTabs: [{ id: 'changes', label: 'layers:changes.tab', order: 35, component: ChangesTab }],
  commands: [
    {
      id: 'layers.open',
      title: 'layers:commands.open',
      icon: FolderSearch,
      keys: 'g e',
      run: ({ go }) => go(openLayersPath),
    },
    {
      id: 'layers.compare',
      title: 'layers:commands.compare',
      icon: GitCompareArrows,
      run: ({ go }) => go('/layers/compare'),
    },
  ],
};
