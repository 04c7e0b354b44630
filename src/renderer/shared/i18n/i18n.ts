/**
 * Texts: one JSON file a feature and language, the file's name is the namespace. All are in the
 * bundle (they are small and the server is near), so a switch of language needs no reload.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'en' | 'zh-CN';

type Texts = Record<string, unknown>;
const files = import.meta.glob<Texts>(['./en/*.json', './zh-CN/*.json'], {
  eager: true,
  import: 'default',
});

function resources(): Record<string, Record<string, Texts>> {
  const byLanguage: Record<string, Record<string, Texts>> = {};
  for (const [path, texts] of Object.entries(files)) {
    const [, language, file] = path.split('/');
    if (!language || !file) continue;
    byLanguage[language] ??= {};
    const namespaces = byLanguage[language];
    if (namespaces) namespaces[file.replace('.json', '')] = texts;
  }
  return byLanguage;
}

/** `system` follows the browser: any Chinese is ours, everything else is English. */
export function resolveLanguage(chosen: 'system' | Language, preferred: string): Language {
  if (chosen !== 'system') return chosen;
  return preferred.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function startI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    resources: resources(),
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    // React escapes; a second escape would show `&amp;`.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  document.documentElement.lang = language;
}

export function switchLanguage(language: Language): void {
  if (i18next.language === language) return;
  void i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
