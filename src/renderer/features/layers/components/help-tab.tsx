import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../shared/i18n/language.tsx';
import { keys } from '../../../shared/lib/query-keys.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import styles from './help.module.css';
import { MarkdownView } from './markdown-view.tsx';

/** The same text as in the project's folder of pages: it comes when it is asked for. */
const pages: Readonly<Record<string, () => Promise<{ readonly default: string }>>> = {
  'zh-CN': () => import('../../../../../docs/how/layers.zh-CN.md?raw'),
};
const english = () => import('../../../../../docs/how/layers.md?raw');

/** How layered storage works, told with this screen. */
export function HelpTab() {
  const { t } = useTranslation('layers');
  const language = useLanguage();
  const { data, error } = useQuery({
    queryKey: keys.help('layers', language),
    queryFn: async () => (await (pages[language] ?? english)()).default,
  });
  if (error) return <EmptyState title={t('help.failed')} />;
  if (data === undefined) return <Skeleton lines={8} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus.
    <section className={styles.body} aria-label={t('tab.help')} tabIndex={0}>
      <MarkdownView text={data} />
    </section>
  );
}
