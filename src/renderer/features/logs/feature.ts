import { lazy } from 'react';
import type { Feature } from '../../shared/lib/feature.ts';

const LogsTab = lazy(() =>
  import('./components/logs-tab.tsx').then(({ LogsTab: component }) => ({ default: component })),
);

export const logsFeature: Feature = {
  name: 'logs',
  containerTabs: [{ id: 'logs', label: 'logs:tab', order: 20, component: LogsTab }],
};
