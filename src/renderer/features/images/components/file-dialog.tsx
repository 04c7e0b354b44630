import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Segments } from '../../../shared/ui/choice-fields.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useReferenceFault } from '../../../shared/ui/reference-parts.tsx';
import { useFileJob } from '../api/use-file-job.ts';
import type { FileKind } from '../model/dialogs.ts';
import { FileFields } from './file-fields.tsx';
import styles from './form.module.css';
import { JobButtons } from './job-buttons.tsx';
import { JobPanel } from './job-panel.tsx';

export interface FileDialogProps {
  readonly host: HostId;
  readonly begin: { readonly what: FileKind; readonly file?: File | undefined };
  readonly onClose: () => void;
}

/** An image from a file: an archive of images is loaded, a root filesystem imported. */
export function FileDialog({ host, begin, onClose }: FileDialogProps) {
  const { t } = useTranslation(['images', 'common']);
  const fileJob = useFileJob(host, begin);
  const { choice, change, started, job } = fileJob;
  const form = useId();
  const shown = useHost(host);
  const fault = useReferenceFault(choice.reference);
  const ready = fileJob.complete && (choice.what === 'load' || fault === undefined);
  const options = (['load', 'import'] as const).map((value) => ({
    value,
    label: t(`images:kind.${value}.option`),
  }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`images:kind.${choice.what}.title`)}
      host={shown}
      dismissible={started}
      footer={
        started ? (
          <JobButtons host={host} job={job} onLeave={onClose} onAgain={fileJob.reset} />
        ) : (
          <>
            <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
            <Button
              tone="primary"
              type="submit"
              form={form}
              pending={fileJob.pending}
              disabled={!ready}
            >
              {t(`images:kind.${choice.what}.confirm`)}
            </Button>
          </>
        )
      }
    >
      {started ? (
        <JobPanel
          job={job}
          subject={choice.file?.name ?? ''}
          onRetry={fileJob.start}
          onMend={{
            'import-instead': () => fileJob.otherWay('import'),
            'load-instead': () => fileJob.otherWay('load'),
          }}
        />
      ) : (
        <div className={styles.form}>
          <Segments
            label={t('images:file.kind')}
            value={choice.what}
            options={options}
            onChange={(what) => change({ what })}
          />
          <p className={styles.note}>{t(`images:kind.${choice.what}.what`)}</p>
          <FileFields fileJob={fileJob} id={form} ready={ready} />
        </div>
      )}
    </Dialog>
  );
}
