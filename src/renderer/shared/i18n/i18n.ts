/**
 * Texts: one JSON file a feature and language, the file's name is the namespace. English is in the
 * bundle, what else there is comes when it is chosen; a switch of language needs no reload.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { texts as english } from './texts-en.ts';
import type { Texts } from './texts-of.ts';

export type Language = 'en' | 'zh-CN';

const others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Texts>>> = {
  'zh-CN': () => import('./texts-zh-cn.ts').then((module) => module.texts),
};

/** What was chosen last; a language whose texts come after another was chosen is not switched to. */
let wanted: Language = 'en';

async function load(language: Language): Promise<void> {
  if (language === 'en' || i18next.hasResourceBundle(language, 'common')) return;
  for (const [namespace, texts] of Object.entries(await others[language]())) {
    i18next.addResourceBundle(language, namespace, texts);
  }
}

/** `system` follows the browser: any Chinese is ours, everything else is English. */
export function resolveLanguage(chosen: 'system' | Language, preferred: string): Language {
  if (chosen !== 'system') return chosen;
  return preferred.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Resolves when there is something to say in the language: at once in English. */
export async function startI18n(language: Language): Promise<void> {
  void i18next.use(initReactI18next).init({
    resources: { en: english },
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    // React escapes; a second escape would show `&amp;`.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  await switchLanguage(language);
}

/** Without its texts (the shell is gone) a language is not switched to: English stays readable. */
export async function switchLanguage(language: Language): Promise<void> {
  wanted = language;
  if (i18next.language !== language) {
    await load(language).catch(() => {});
    if (wanted !== language) return;
    void i18next.changeLanguage(language);
  }
  document.documentElement.lang = language;
}
