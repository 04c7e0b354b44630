import { Download, FileSearch, Layers } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeRow } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import type { MenuEntry } from '../../../shared/ui/menu.tsx';
import { useDownload } from '../api/use-download.ts';
import { useExplorer } from './use-explorer.ts';

/** What can be done with one entry of the tree. */
export function useFileMenu(openFile: (row: TreeRow) => void) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { place, change } = useExplorer();
  const { start: download } = useDownload(place);
  return useCallback(
    (row: TreeRow): readonly MenuEntry[] => {
      const isGone = row.change === 'removed';
      const hidden = row.hides
        .filter((one) => one.bytes > 0)
        .map(
          ({ layer, bytes }): MenuEntry => ({
            id: `layer-${layer}`,
            label: t('tree.goToLayer', { number: layer + 1, bytes: format.bytes(bytes) }),
            icon: Layers,
            run: () => change({ layer, at: row.node }),
          }),
        );
      const isFile = row.kind === 'file' || row.kind === 'hardlink';
      const open: MenuEntry[] = isFile
        ? [{ id: 'open', label: t('file.open'), icon: FileSearch, run: () => openFile(row) }]
        : [];
      const own: MenuEntry[] = [
        {
          id: 'download',
          label: t(row.kind === 'folder' ? 'download.folder' : 'download.file'),
          icon: Download,
          run: () => download({ node: row.node, name: row.name }),
        },
      ];
      return [...open, ...(isGone ? [] : own), ...hidden];
    },
    [t, format, change, download, openFile],
  );
}
