import { Waypoints } from 'lucide-react';
import type { Feature } from '../../shared/lib/feature.ts';

export const contextsFeature: Feature = {
  name: 'contexts',
  commands: [
    {
      id: 'contexts.show',
      title: 'contexts:title',
      icon: Waypoints,
      run: ({ go }) => go('/contexts'),
    },
  ],
};
