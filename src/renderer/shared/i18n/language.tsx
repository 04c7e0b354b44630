/** The language on screen, and its texts for what is drawn hundreds of times. */
import i18next, { type TFunction } from 'i18next';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';

const Language = createContext<string | undefined>(undefined);

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
}

/** Around all that is drawn: who reads the language is drawn anew when it is another. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const language = useSyncExternalStore(subscribe, () => i18next.language);
  return <Language value={language}>{children}</Language>;
}

export function useLanguage(): string {
  return useContext(Language) ?? i18next.language;
}

type Namespace = 'common' | 'containers' | 'images' | 'layers';

const fixed = new Map<string, unknown>();

type PlainText = (key: string, options?: object) => string;

/** A text without values is looked up once: the same few words stand in each row. */
function remembering(t: PlainText): PlainText {
  const known = new Map<string, string>();
  return (key, options) => {
    if (options !== undefined) return t(key, options);
    let text = known.get(key);
    if (text !== undefined) return text;
    text = t(key);
    known.set(key, text);
    return text;
  };
}

/**
 * As `useTranslation`, without a listener and a function of its own for each place: the cells of a
 * list need some hundreds of them for a screen, and a key in its filter draws all of them anew.
 */
export function useCellTexts<N extends Namespace>(namespace: N): TFunction<N> {
  const language = useLanguage();
  const key = `${language} ${namespace}`;
  const known = fixed.get(key);
  if (known !== undefined) return known as TFunction<N>;
  const made = remembering(i18next.getFixedT(language, namespace) as unknown as PlainText);
  fixed.set(key, made);
  return made as unknown as TFunction<N>;
}
