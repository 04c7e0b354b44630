/** Puts the settings onto the page: theme, density, zoom, language. Applied at once, without reload. */

import * as z from 'zod';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import { resolveLanguage, switchLanguage } from '../shared/i18n/i18n.ts';
import { settingsStore } from '../shared/lib/live-stores.ts';
import { recall, remember } from '../shared/lib/remembered.ts';

const darkQuery = '(prefers-color-scheme: dark)';
/** What the last run looked like, so that the first paint of the next one does not flash. */
const Look = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'zh-CN']),
  density: z.enum(['compact', 'normal', 'comfortable']),
  zoom: z.number(),
});
type Look = z.infer<typeof Look>;

export function themeNow(chosen: Settings['theme'] = currentLook().theme): 'light' | 'dark' {
  if (chosen !== 'system') return chosen;
  return matchMedia(darkQuery).matches ? 'dark' : 'light';
}

export function currentLook(): Look {
  return settingsStore.get() ?? recall('look', Look, defaultSettings);
}

function apply(look: Look): void {
  const page = document.documentElement;
  page.dataset.theme = themeNow(look.theme);
  page.dataset.density = look.density;
  page.style.setProperty('--zoom', String(look.zoom / 100));
  void switchLanguage(resolveLanguage(look.language, navigator.language));
}

/** Applies now and after each change, until the signal aborts. */
export function followAppearance(signal: AbortSignal): void {
  const update = () => {
    const look = currentLook();
    apply(look);
    if (settingsStore.get()) {
      remember('look', {
        theme: look.theme,
        language: look.language,
        density: look.density,
        zoom: look.zoom,
      });
    }
  };
  update();
  const stop = settingsStore.subscribe(update);
  const media = matchMedia(darkQuery);
  media.addEventListener('change', update, { signal });
  signal.addEventListener('abort', stop, { once: true });
}
