import { ArrowUpFromDot, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { useImages } from '../../../shared/lib/rows.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { checkNewer, stopChecking, useNewerCheck } from '../api/newer-check.ts';
import { newerVerdict } from '../model/newer.ts';

/** Asks the registries of all names for what they stand for now. While it runs: how far, and a way to stop. */
export function CheckNewer({ host }: { readonly host: HostId }) {
  const { t } = useTranslation('images');
  const { running, checked, total } = useNewerCheck(host);
  const images = useImages(host).data ?? [];
  const start = async () => {
    const problem = await checkNewer(host);
    if (problem) notify({ tone: 'failed', title: () => t('newer.failed'), problem });
  };
  if (running) {
    return (
      <Button icon={X} onClick={() => stopChecking(host)} tip={t('newer.stop')}>
        {t('newer.running', { done: Math.min(checked.size, total), total })}
      </Button>
    );
  }
  const found = images.filter((image) => newerVerdict(image, checked)?.state === 'newer').length;
  if (checked.size === 0) {
    return (
      <IconButton icon={ArrowUpFromDot} label={t('newer.check')} onClick={() => void start()} />
    );
  }
  return (
    <Button icon={ArrowUpFromDot} onClick={() => void start()} tip={t('newer.about')}>
      {t('newer.found', { count: found })}
    </Button>
  );
}
