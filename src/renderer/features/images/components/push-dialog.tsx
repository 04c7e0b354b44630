import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { usePush } from '../api/use-push.ts';
import { nameOf } from '../model/names.ts';
import { JobButtons } from './job-buttons.tsx';
import { JobPanel } from './job-panel.tsx';
import { PushFields } from './push-fields.tsx';

export interface PushDialogProps {
  readonly host: HostId;
  readonly image: ImageSummary;
  readonly onClose: () => void;
}

/** Push an image, under a name of its own or a new one. Closed, the push goes on as a job. */
export function PushDialog({ host, image, onClose }: PushDialogProps) {
  const { t } = useTranslation(['images', 'common']);
  const push = usePush(host, image);
  const form = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('images:push.title', { name: nameOf(image) })}
      host={useHost(host)}
      dismissible={push.started}
      footer={
        push.started ? (
          <JobButtons host={host} job={push.job} onLeave={onClose} onAgain={push.reset} />
        ) : (
          <>
            <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
            <Button
              tone="primary"
              type="submit"
              form={form}
              pending={push.pending}
              disabled={!push.ready}
            >
              {t(push.isNamed || !push.ready ? 'images:push.confirm' : 'images:push.confirmNamed')}
            </Button>
          </>
        )
      }
    >
      {push.started ? (
        <JobPanel
          job={push.job}
          subject={push.job?.subject ?? push.reference}
          onRetry={push.start}
        />
      ) : (
        <PushFields id={form} image={image} push={push} />
      )}
    </Dialog>
  );
}
