import { ListChecks } from 'lucide-react';
import type { Feature } from '../../shared/lib/feature.ts';
import { jobsPanel } from './model/jobs-panel.ts';

export const jobsFeature: Feature = {
  name: 'jobs',
  commands: [
    {
      id: 'jobs.show',
      title: 'jobs:commands.show',
      icon: ListChecks,
      keys: 'g j',
      run: () => jobsPanel.set(true),
    },
  ],
};
