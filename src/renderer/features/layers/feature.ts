import { FolderSearch, GitCompareArrows } from 'lucide-react';
import type { Feature } from '../../shared/lib/feature.ts';
import { openLayersPath } from '../../shared/lib/layer-address.ts';

export const layersFeature: Feature = {
  name: 'layers',
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
