import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../contract/ids.ts';
import { followChanges } from '../../shared/lib/changes.ts';
import { useCurrentHost } from '../../shared/lib/current-host.ts';
import { useFeatures } from '../../shared/lib/feature.ts';
import { useHost } from '../../shared/lib/live-stores.ts';
import { useStore } from '../../shared/lib/store.ts';
import { PanelBoundary } from '../../shared/ui/error-boundary.tsx';
import { FloatsContext } from '../../shared/ui/floats.ts';
import { NoticesView } from '../../shared/ui/notices-view.tsx';
import { KeysDialog } from '../keys-dialog.tsx';
import { overlay } from '../overlay.ts';
import { Palette } from '../palette.tsx';
import { useAppNoticeToasts } from '../use-app-notices.ts';
import { useKeys } from '../use-keys.ts';
import { useSomeHost } from '../use-some-host.ts';
import { LinkBanner } from './banners.tsx';
import { Dock } from './dock.tsx';
import styles from './frame.module.css';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';

/** Its changes are followed on every page: the rail counts, and the lists are true when one comes back. */
function useFollowed(host: HostId | undefined): void {
  useEffect(() => {
    if (host === undefined) return;
    const stop = new AbortController();
    followChanges(host, stop.signal);
    return () => stop.abort();
  }, [host]);
}

/** The window: rail, title bar, the view, the dock and the status bar. */
export function Frame() {
  const { t } = useTranslation('frame');
  const host = useHost(useCurrentHost());
  const open = useStore(overlay);
  const { overlays } = useFeatures();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useKeys();
  useAppNoticeToasts();
  useSomeHost();
  useFollowed(host?.id);
  const [floats, setFloats] = useState<HTMLElement | null>(null);
  return (
    <FloatsContext value={floats}>
      <div className={styles.frame}>
        <a className={styles.skip} href="#view">
          {t('skip')}
        </a>
        {host ? (
          <div
            className={styles.band}
            style={{ background: `var(--host-${host.colour})` }}
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
        <Palette open={open === 'palette'} />
        <KeysDialog open={open === 'keys'} />
        <Suspense fallback={null}>
          {overlays.map((Overlay, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed for the life of the app.
            <PanelBoundary key={index}>
              <Overlay />
            </PanelBoundary>
          ))}
        </Suspense>
        <NoticesView />
        {createPortal(<section ref={setFloats} aria-label={t('floats')} />, document.body)}
      </div>
    </FloatsContext>
  );
}
