import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../shared/ui/choice-fields.tsx';
import { FormDialog } from '../../../shared/ui/form-dialog.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import type { AskedProps } from '../model/asked-props.ts';
import styles from './hosts.module.css';

/** A passphrase, a password, or the questions that the server itself asks. */
export function SecretsPrompt(props: AskedProps<'secrets'>) {
  const { prompt, onAnswer, pending } = props;
  const { t } = useTranslation('hosts');
  const fields = prompt.fields.length > 0 ? prompt.fields : [{ label: '', echo: false }];
  const [values, setValues] = useState(() => fields.map(() => ''));
  const [keep, setKeep] = useState(false);
  const cancel = () => onAnswer({ kind: 'cancel' });
  const own = t(`prompt.secrets.${prompt.what}.label`);
  return (
    <FormDialog
      onClose={cancel}
      title={t(`prompt.secrets.${prompt.what}.title`, { address: prompt.address })}
      host={props.host}
      size="small"
      submit={t('prompt.secrets.continue')}
      pending={pending}
      onSubmit={() => onAnswer({ kind: 'secrets', values, keep })}
    >
      {prompt.file ? <p>{t('prompt.secrets.file', { file: prompt.file })}</p> : null}
      {prompt.said ? <pre className={styles.theirWords}>{prompt.said}</pre> : null}
      {prompt.instruction ? <pre className={styles.theirWords}>{prompt.instruction}</pre> : null}
      {fields.map((field, index) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: the questions of one prompt never move.
          key={index}
          label={field.label.trim() || own}
          type={field.echo ? 'text' : 'password'}
          value={values[index] ?? ''}
          autoFocus={index === 0}
          error={prompt.again && index === 0 ? t('prompt.secrets.again') : undefined}
          onChange={(value) => setValues((now) => now.with(index, value))}
        />
      ))}
      {prompt.mayKeep ? (
        <Checkbox
          label={t('prompt.secrets.keep')}
          hint={t('prompt.secrets.keepHint')}
          checked={keep}
          onChange={setKeep}
        />
      ) : null}
    </FormDialog>
  );
}
