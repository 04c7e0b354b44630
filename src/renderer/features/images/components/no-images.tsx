import { useRouter } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { firstImagePath } from '../model/paths.ts';

export interface NoImagesProps {
  readonly host: HostId;
  /** There are some; the filter hides them all. */
  readonly filtered: boolean;
  readonly onClear: () => void;
}

export function NoImages({ host, filtered, onClear }: NoImagesProps) {
  const { t } = useTranslation('images');
  const router = useRouter();
  if (filtered) {
    return (
      <EmptyState
        icon={Layers}
        title={t('empty.filtered')}
        action={<Button onClick={onClear}>{t('empty.clear')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={Layers}
      title={t('empty.title')}
      action={
        <Button tone="primary" onClick={() => void router.history.push(firstImagePath(host))}>
          {t('empty.first')}
        </Button>
      }
    >
      {t('empty.body')}
    </EmptyState>
  );
}
