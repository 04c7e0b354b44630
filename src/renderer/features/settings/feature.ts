import { Settings } from 'lucide-react';
import type { Feature } from '../../shared/lib/feature.ts';

export const settingsFeature: Feature = {
  name: 'settings',
  commands: [
    {
      id: 'settings.show',
      title: 'settings:commands.show',
      icon: Settings,
      keys: '$mod+Comma',
      run: ({ go }) => go('/settings'),
    },
  ],
};
