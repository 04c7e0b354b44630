import { Play } from 'lucide-react';
import type { Feature } from '../../shared/lib/feature.ts';

export const runFeature: Feature = {
  name: 'run',
  commands: [
    {
      id: 'run.open',
      title: 'run:commands.open',
      icon: Play,
      keys: 'g r',
      needsHost: true,
      run: ({ host, go }) => {
        if (host) go(`/host/${encodeURIComponent(host)}/run`);
      },
    },
  ],
};
