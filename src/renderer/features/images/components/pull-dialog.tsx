import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { type PullStart, usePull } from '../api/use-pull.ts';
import { JobButtons } from './job-buttons.tsx';
import { JobPanel } from './job-panel.tsx';
import { PullFields } from './pull-fields.tsx';

export interface PullDialogProps {
  readonly host: HostId;
  readonly begin: PullStart;
  readonly onClose: () => void;
}

/** Pull an image: the form, then the layers as they come. Closed, the pull goes on as a job. */
export function PullDialog({ host, begin, onClose }: PullDialogProps) {
  const { t } = useTranslation(['images', 'common']);
  const pull = usePull(host, begin);
  const form = useId();
  const shown = useHost(host);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('images:pull.title')}
      host={shown}
      dismissible={pull.started}
      footer={
        pull.started ? (
          <JobButtons host={host} job={pull.job} onLeave={onClose} onAgain={pull.reset} />
        ) : (
          <>
            <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
            <Button
              tone="primary"
              type="submit"
              form={form}
              pending={pull.pending}
              disabled={!pull.ready}
            >
              {t('images:pull.confirm')}
            </Button>
          </>
        )
      }
    >
      {pull.started ? (
        <JobPanel
          job={pull.job}
          subject={pull.job?.subject ?? pull.choice.reference}
          onRetry={pull.choice.reference === '' ? undefined : pull.start}
          onMend={{ 'use-mirror': pull.askMirror }}
        />
      ) : (
        <PullFields id={form} host={host} pull={pull} />
      )}
    </Dialog>
  );
}
