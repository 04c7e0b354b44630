import { X } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDock, openDock, resizeDock, useDock } from '../../shared/lib/dock.ts';
import { type DockPanel, useFeatures } from '../../shared/lib/feature.ts';
import { pageZoom } from '../../shared/lib/use-size.ts';
import { IconButton } from '../../shared/ui/button.tsx';
import { PanelBoundary } from '../../shared/ui/error-boundary.tsx';
import { Resizer } from '../../shared/ui/resizer.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import styles from './dock.module.css';

const minPx = 120;

function PanelTab({ panel, chosen }: { readonly panel: DockPanel; readonly chosen: boolean }) {
  const { t } = useTranslation();
  const count = panel.useCount?.();
  const Icon = panel.icon;
  return (
    <button
      type="button"
      className={styles.tab}
      aria-pressed={chosen}
      onClick={() => openDock(panel.id)}
    >
      <Icon size={14} aria-hidden />
      {t(panel.label)}
      {count ? <span className={styles.count}>{count}</span> : null}
    </button>
  );
}

/** Terminals and logs that stay while the view above changes, like an editor's panel. */
export function Dock() {
  const { t } = useTranslation('frame');
  const { dock: panels } = useFeatures();
  const dock = useDock();
  const panel = panels.find((one) => one.id === dock.panel) ?? panels[0];
  if (!dock.open || !panel) return null;
  const Panel = panel.component;
  const maxPx = Math.max(minPx, Math.round((innerHeight / pageZoom()) * 0.7));
  const heightPx = Math.min(maxPx, Math.max(minPx, dock.heightPx));
  return (
    <section className={styles.dock} aria-label={t('dock.label')} style={{ height: heightPx }}>
      <Resizer
        label={t('dock.resize')}
        direction="horizontal"
        value={heightPx}
        min={minPx}
        max={maxPx}
        reversed
        onChange={resizeDock}
      />
      <div className={styles.head}>
        {panels.map((one) => (
          <PanelTab key={one.id} panel={one} chosen={one === panel} />
        ))}
        <span className={styles.spring} />
        <IconButton icon={X} label={t('dock.close')} keys="$mod+KeyJ" small onClick={closeDock} />
      </div>
      <div className={styles.body}>
        <PanelBoundary resetKey={panel.id}>
          <Suspense fallback={<Skeleton />}>
            <Panel />
          </Suspense>
        </PanelBoundary>
      </div>
    </section>
  );
}
