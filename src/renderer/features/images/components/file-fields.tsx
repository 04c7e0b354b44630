import { useTranslation } from 'react-i18next';
import { firstFault, instructionsIn } from '../../../../contract/image-instructions.ts';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { ReferenceParts, useReferenceFault } from '../../../shared/ui/reference-parts.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import type { FileJob } from '../api/use-file-job.ts';
import { importCommand, loadCommand } from '../model/commands.ts';
import type { FileKind } from '../model/dialogs.ts';
import { FileContents } from './file-contents.tsx';
import { FileField } from './file-field.tsx';
import styles from './form.module.css';
import { MovedFields } from './moved-fields.tsx';

function ImportFields({ fileJob }: { readonly fileJob: FileJob }) {
  const { t } = useTranslation('images');
  const { choice, change } = fileJob;
  const fault = useReferenceFault(choice.reference);
  const faulty = firstFault(instructionsIn(choice.changes));
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
        error={faulty ? t(`import.fault.${faulty.fault}`, { line: faulty.line }) : undefined}
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
  if (choice.what === 'load') return loadCommand(fileName, choice.keeps);
  return importCommand({
    fileName,
    reference: choice.reference.trim(),
    message: choice.message.trim(),
    changes: instructionsIn(choice.changes),
  });
}

export interface FileFieldsProps {
  readonly fileJob: FileJob;
  /** The form's own id, for a button outside of it. */
  readonly id: string;
  /** Whether it may be sent as it is. */
  readonly ready: boolean;
  /** The file is for the other way; here by the same fields where absent. */
  readonly onInstead?: ((what: FileKind) => void) | undefined;
}

/** Which file, and what becomes of it. */
export function FileFields({ fileJob, id, ready, onInstead }: FileFieldsProps) {
  const { t } = useTranslation('images');
  const { choice, change, look, moved, faultOf, product } = fileJob;
  const { file, what } = choice;
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
        onFile={(chosen) => change({ file: chosen, keeps: {} })}
      />
      {file ? (
        <FileContents
          {...{ look, what, file, product }}
          onInstead={onInstead ?? ((instead) => change({ what: instead }))}
        />
      ) : null}
      {what === 'load' ? (
        <MovedFields
          {...{ moved, faultOf }}
          keeps={choice.keeps}
          onChange={(keeps) => change({ keeps })}
        />
      ) : null}
      {what === 'import' && file && fileJob.fits ? <ImportFields fileJob={fileJob} /> : null}
      {file && ready ? <CommandPreview command={command(fileJob)} /> : null}
    </form>
  );
}
