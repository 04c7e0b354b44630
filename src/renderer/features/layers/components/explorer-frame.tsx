import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysedImage, LayerSource } from '../../../../contract/layers.ts';
import { PanelBoundary } from '../../../shared/ui/error-boundary.tsx';
import { Tabs } from '../../../shared/ui/tabs.tsx';
import { firstShown } from '../model/layer-lines.ts';
import type { OpenFolders } from '../model/open-folders.ts';
import { type LayersSearch, type Tab, tabs } from '../model/view.ts';
import styles from './explorer-frame.module.css';
import { ExplorerHead } from './explorer-head.tsx';
import { FilesTab } from './files-tab.tsx';
import { HelpTab } from './help-tab.tsx';
import { LayerList } from './layer-list.tsx';
import { MapTab } from './map-tab.tsx';
import { type Explorer, ExplorerContext } from './use-explorer.ts';
import { WasteTab } from './waste-tab.tsx';

export interface ExplorerFrameProps {
  readonly source: LayerSource;
  readonly image: AnalysedImage;
  readonly search: LayersSearch;
  readonly change: (part: Partial<LayersSearch>) => void;
  readonly renew: () => void;
}

const shown: Readonly<Record<Tab, React.ComponentType>> = {
  files: FilesTab,
  map: MapTab,
  waste: WasteTab,
  help: HelpTab,
};

/** The layers at the left, what one of them holds at the right. */
export function ExplorerFrame({ source, image, search, change, renew }: ExplorerFrameProps) {
  const { t } = useTranslation('layers');
  const isKnown = image.layers.some((layer) => layer.index === search.layer);
  const layer = isKnown && search.layer !== undefined ? search.layer : firstShown(image.layers);
  const view = search.view ?? 'layer';
  const tab = search.tab ?? 'files';
  const [folders, setFolders] = useState<OpenFolders>();
  const explorer = useMemo<Explorer>(
    () => ({
      ...{ source, image, layer, view, search, change, renew, folders, setFolders },
      place: { analysis: image.analysis, layer, view },
    }),
    [source, image, layer, view, search, change, renew, folders],
  );
  const Shown = shown[tab];
  return (
    <ExplorerContext value={explorer}>
      <div className={styles.page}>
        <ExplorerHead />
        <div className={styles.parts}>
          <LayerList />
          <section className={styles.right} aria-label={t('layer.title', { number: layer + 1 })}>
            <Tabs
              label={t('tabs')}
              bySearch
              current={tab}
              tabs={tabs.map((one) => ({
                id: one,
                label: t(`tab.${one}`),
                link: {
                  to: '/layers',
                  search: {
                    ...search,
                    ...(one === tab ? {} : { file: undefined, at: undefined }),
                    tab: one === 'files' ? undefined : one,
                  },
                },
              }))}
            />
            <PanelBoundary resetKey={`${tab} ${layer} ${view} ${search.file}`}>
              <Shown />
            </PanelBoundary>
          </section>
        </div>
      </div>
    </ExplorerContext>
  );
}
