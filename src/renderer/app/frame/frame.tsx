import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../contract/ids.ts';
import { holdChanges } from '../../shared/lib/changes.ts';
import { useCurrentHost, useShownHost } from '../../shared/lib/current-host.ts';
import { useFeatures } from '../../shared/lib/feature.ts';
import { useHost } from '../../shared/lib/live-stores.ts';
import { useStore } from '../../shared/lib/store.ts';
import { PanelBoundary } from '../../shared/ui/error-boundary.tsx';
import { FloatsContext } from '../../shared/ui/floats.ts';
import { NoticesView } from '../../shared/ui/notices-view.tsx';
import { overlay } from '../overlay.ts';
import { useAppNoticeToasts } from '../use-app-notices.ts';
import { useKeys } from '../use-keys.ts';
import { useSomeHost } from '../use-some-host.ts';
import { LinkBanner } from './banners.tsx';
import { Dock } from './dock.tsx';
import styles from './frame.module.css';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';

/** When the first list stands and the page is at rest. */
const paletteAfterMs = 2_000;

const loadPalette = () => import('../palette.tsx');
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));
const KeysDialog = lazy(() =>
  import('../keys-dialog.tsx').then((module) => ({ default: module.KeysDialog })),
);

/** Whether it was open once: from then on it stays, for the way out is its own. */
function useOpened(open: boolean): boolean {
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  return opened;
}

/** Its changes are followed on every page: the rail counts, and the lists are true when one comes back. */
function useFollowed(host: HostId | undefined): void {
  useEffect(() => (host === undefined ? undefined : holdChanges(host)), [host]);
}

/** The window: rail, title bar, the view, the dock and the status bar. */
export function Frame() {
  const { t } = useTranslation('frame');
  const host = useHost(useCurrentHost());
  const shown = useHost(useShownHost());
  const open = useStore(overlay);
  const { overlays } = useFeatures();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useKeys();
  useAppNoticeToasts();
  const paletteOpened = useOpened(open === 'palette');
  const keysOpened = useOpened(open === 'keys');
  useEffect(() => {
    // What is typed right behind its key must find it there.
    const timer = setTimeout(() => void loadPalette().catch(() => {}), paletteAfterMs);
    return () => clearTimeout(timer);
  }, []);
  useSomeHost();
  useFollowed(host?.id);
  const [floats, setFloats] = useState<HTMLElement | null>(null);
  return (
    <FloatsContext value={floats}>
      <div className={styles.frame}>
        <a className={styles.skip} href="#view">
          {t('skip')}
        </a>
        {shown ? (
          <div
            className={styles.band}
            data-production={shown.production || undefined}
            style={{ '--host': `var(--host-${shown.colour})` } as React.CSSProperties}
            aria-hidden
          />
        ) : null}
        <TitleBar />
        <div className={styles.middle}>
          <Rail />
          <div className={styles.column}>
            <LinkBanner />
            <main id="view" className={styles.view} tabIndex={-1}>
              <PanelBoundary resetKey={path}>
                <Outlet />
              </PanelBoundary>
            </main>
            <Dock />
          </div>
        </div>
        <StatusBar />
        <Suspense fallback={null}>
          {paletteOpened ? <Palette open={open === 'palette'} /> : null}
          {keysOpened ? <KeysDialog open={open === 'keys'} /> : null}
        </Suspense>
        {overlays.map((Overlay, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed for the life of the app.
          <PanelBoundary key={index}>
            <Suspense fallback={null}>
              <Overlay />
            </Suspense>
          </PanelBoundary>
        ))}
        <NoticesView />
        {createPortal(<section ref={setFloats} aria-label={t('floats')} />, document.body)}
      </div>
    </FloatsContext>
  );
}
