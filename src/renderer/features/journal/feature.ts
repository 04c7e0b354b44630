import { BookText } from 'lucide-react';
import type { Feature } from '../../shared/lib/feature.ts';

export const journalFeature: Feature = {
  name: 'journal',
  commands: [
    {
      id: 'journal.show',
      title: 'journal:commands.show',
      icon: BookText,
      keys: 'g l',
      run: ({ go }) => go('/journal'),
    },
  ],
};
