import { Bell } from 'lucide-react';
import type { Feature } from '../../shared/lib/feature.ts';
import { noticesPanel } from './model/notices-panel.ts';

export const noticesFeature: Feature = {
  name: 'notices',
  commands: [
    {
      id: 'notices.show',
      title: 'notices:commands.show',
      icon: Bell,
      keys: 'g n',
      run: () => noticesPanel.set(true),
    },
  ],
};
