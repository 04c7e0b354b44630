/** Commands of the frame itself. Features bring their own. */

import i18next from 'i18next';
import { Keyboard, Languages, Moon, PanelBottom, PanelLeft, Search } from 'lucide-react';
import { toProblem } from '../../contract/errors.ts';
import type { Settings } from '../../contract/settings.ts';
import { toggleDock } from '../shared/lib/dock.ts';
import type { Command } from '../shared/lib/feature.ts';
import { settingsStore, updateSettings } from '../shared/lib/live-stores.ts';
import { notify } from '../shared/lib/notices.ts';
import { themeNow } from './appearance.ts';
import { overlay } from './overlay.ts';

function change(settings: Partial<Settings>): void {
  updateSettings(settings).catch((error: unknown) => {
    notify({
      tone: 'failed',
      title: () => i18next.t('settings:notSaved'),
      problem: toProblem(error),
    });
  });
}

const zoomSteps = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200] as const;

/** The next larger or smaller step from where the zoom is. */
export function nextZoom(now: number, larger: boolean): number {
  const found = larger
    ? zoomSteps.find((step) => step > now)
    : zoomSteps.findLast((step) => step < now);
  return found ?? now;
}

const zoomNow = () => settingsStore.get()?.zoom ?? 100;

export const appCommands: readonly Command[] = [
  {
    id: 'app.palette',
    title: 'frame:commands.palette',
    icon: Search,
    keys: '$mod+KeyK',
    whileTyping: true,
    run: () => overlay.set('palette'),
  },
  {
    id: 'app.keys',
    title: 'frame:commands.keys',
    icon: Keyboard,
    keys: '?',
    run: () => overlay.set('keys'),
  },
  {
    id: 'app.rail',
    title: 'frame:commands.rail',
    icon: PanelLeft,
    keys: '$mod+KeyB',
    run: () => change({ railFolded: !(settingsStore.get()?.railFolded ?? false) }),
  },
  {
    id: 'app.dock',
    title: 'frame:commands.dock',
    icon: PanelBottom,
    keys: '$mod+KeyJ',
    whileTyping: true,
    run: toggleDock,
  },
  {
    id: 'app.search',
    title: 'frame:commands.search',
    icon: Search,
    keys: '/',
    run: () => document.querySelector<HTMLInputElement>('main [data-search-field]')?.focus(),
  },
  {
    id: 'app.theme',
    title: 'frame:commands.theme',
    icon: Moon,
    run: () => change({ theme: themeNow() === 'dark' ? 'light' : 'dark' }),
  },
  {
    id: 'app.language',
    title: 'frame:commands.language',
    icon: Languages,
    run: () => change({ language: i18next.language === 'en' ? 'zh-CN' : 'en' }),
  },
  {
    id: 'app.zoomIn',
    title: 'frame:commands.zoomIn',
    run: () => change({ zoom: nextZoom(zoomNow(), true) }),
  },
  {
    id: 'app.zoomOut',
    title: 'frame:commands.zoomOut',
    run: () => change({ zoom: nextZoom(zoomNow(), false) }),
  },
  { id: 'app.zoomReset', title: 'frame:commands.zoomReset', run: () => change({ zoom: 100 }) },
];
