import { useTranslation } from 'react-i18next';
import type { RemovalPlan } from '../../../../contract/image-removal.ts';
import { Button } from '../../../shared/ui/button.tsx';
import type { Removal } from '../api/use-removal.ts';
import { going } from '../model/removal.ts';

export interface RemovalButtonsProps {
  readonly plan: RemovalPlan | undefined;
  readonly removal: Removal;
  readonly onClose: () => void;
}

/** Keep or remove; then leave or stop; then close. */
export function RemovalButtons({ plan, removal, onClose }: RemovalButtonsProps) {
  const { t } = useTranslation(['images', 'common']);
  if (removal.phase === 'ended') {
    return <Button onClick={onClose}>{t('common:actions.close')}</Button>;
  }
  if (removal.phase === 'working') {
    return (
      <>
        <Button onClick={onClose}>{t('images:job.leave')}</Button>
        <Button onClick={removal.cancel}>{t('images:job.stop')}</Button>
      </>
    );
  }
  const count = plan ? going(plan).length : 0;
  return (
    <>
      <Button onClick={onClose}>{t('images:remove.keep')}</Button>
      <Button
        tone="danger"
        pending={removal.pending}
        disabled={!plan || count === 0}
        onClick={() => (plan ? removal.start(plan) : undefined)}
      >
        {t('images:bulk.confirm', { count })}
      </Button>
    </>
  );
}
