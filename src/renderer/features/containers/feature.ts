import { Box, Layers } from 'lucide-react';
import type { HostId } from '../../../contract/ids.ts';
import type { Feature, PaletteObject } from '../../shared/lib/feature.ts';
import { useContainers } from '../../shared/lib/rows.ts';
import { containerMends } from './api/mends.ts';
import { ContainerDialogs } from './components/dialogs.tsx';
import { shortId, shownName } from './model/acts.ts';

const listPath = (host: HostId) => `/host/${encodeURIComponent(host)}/containers`;

function usePaletteObjects(host: HostId): readonly PaletteObject[] {
  return (useContainers(host).data ?? []).map((row) => ({
    id: row.id,
    name: shownName(row),
    hint: row.image,
    path: `${listPath(host)}/${shortId(row.id)}/overview`,
  }));
}

export const containersFeature: Feature = {
  name: 'containers',
  rail: [
    {
      id: 'containers',
      label: 'containers:title',
      icon: Box,
      path: 'containers',
      order: 10,
      useCount: (host) => useContainers(host).data?.length,
    },
  ],
  commands: [
    {
      id: 'containers.show',
      title: 'containers:commands.show',
      icon: Box,
      keys: 'g c',
      needsHost: true,
      run: ({ host, go }) => (host ? go(listPath(host)) : undefined),
    },
    {
      id: 'containers.all',
      title: 'containers:commands.all',
      icon: Layers,
      keys: 'g a',
      run: ({ go }) => go('/all/containers'),
    },
  ],
  palette: [
    {
      id: 'containers',
      label: 'containers:title',
      icon: Box,
      useObjects: usePaletteObjects,
    },
  ],
  mends: containerMends,
  overlays: [ContainerDialogs],
};
