import { useTranslation } from 'react-i18next';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { ReferenceParts, useReferenceFault } from '../../../shared/ui/reference-parts.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { changesIn, type FileJob } from '../api/use-file-job.ts';
import { importCommand, loadCommand } from '../model/commands.ts';
import { FileField } from './file-field.tsx';
import styles from './form.module.css';

function ImportFields({ fileJob }: { readonly fileJob: FileJob }) {
  const { t } = useTranslation('images');
  const { choice, change } = fileJob;
  const fault = useReferenceFault(choice.reference);
  return (
    <>
      <TextField
        label={t('import.reference')}
        value={choice.reference}
        onChange={(reference) => change({ reference })}
        error={fault}
        placeholder="rootfs:1"
        hint={t('import.referenceHint')}
        mono
      />
      {fault || choice.reference === '' ? null : <ReferenceParts text={choice.reference} />}
      <TextField
        label={t('import.changes')}
        value={choice.changes}
        onChange={(changes) => change({ changes })}
        hint={t('import.changesHint')}
        // i18n-ignore: an instruction
        placeholder={'CMD ["/bin/sh"]'}
        multiline
        rows={3}
        mono
      />
      <TextField
        label={t('import.message')}
        value={choice.message}
        onChange={(message) => change({ message })}
      />
    </>
  );
}

function command({ choice }: FileJob): string {
  const fileName = choice.file?.name ?? '';
  if (choice.what === 'load') return loadCommand(fileName);
  return importCommand({
    fileName,
    reference: choice.reference.trim(),
    message: choice.message.trim(),
    changes: changesIn(choice.changes),
  });
}

export interface FileFieldsProps {
  readonly fileJob: FileJob;
  /** The form's own id, for a button outside of it. */
  readonly id: string;
  /** Whether it may be sent as it is. */
  readonly ready: boolean;
}

/** Which file, and what becomes of it. */
export function FileFields({ fileJob, id, ready }: FileFieldsProps) {
  const { t } = useTranslation('images');
  const { choice, change } = fileJob;
  return (
    <form
      id={id}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) fileJob.start();
      }}
    >
      <FileField
        label={t(`kind.${choice.what}.file`)}
        file={choice.file}
        onFile={(file) => change({ file })}
      />
      {choice.what === 'import' && choice.file ? <ImportFields fileJob={fileJob} /> : null}
      {choice.file && ready ? <CommandPreview command={command(fileJob)} /> : null}
    </form>
  );
}
