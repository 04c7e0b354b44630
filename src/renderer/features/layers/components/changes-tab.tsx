import { useRouter } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ContainerTabProps } from '../../../shared/lib/feature.ts';
import { containerLayersPath } from '../../../shared/lib/layer-address.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';

/** What a container wrote is one more layer upon its image: it is looked into like every other. */
export function ChangesTab({ host, id }: ContainerTabProps) {
  const { t } = useTranslation('layers');
  const router = useRouter();
  return (
    <EmptyState
      icon={Layers}
      title={t('changes.title')}
      action={
        <Button tone="primary" onClick={() => router.history.push(containerLayersPath(host, id))}>
          {t('changes.explore')}
        </Button>
      }
    >
      {t('changes.what')}
    </EmptyState>
  );
}
