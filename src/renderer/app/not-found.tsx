import { useTranslation } from 'react-i18next';
import { EmptyState } from '../shared/ui/empty-state.tsx';

export function NotFound() {
  const { t } = useTranslation('frame');
  return <EmptyState title={t('notFound.title')}>{t('notFound.body')}</EmptyState>;
}
