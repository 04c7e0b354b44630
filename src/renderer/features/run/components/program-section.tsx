import { useTranslation } from 'react-i18next';
import { shellLine } from '../../../../contract/command-line.ts';
import { Checkbox } from '../../../shared/ui/choice-fields.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import type { Draft } from '../model/draft.ts';
import styles from './run.module.css';
import { Columns, Section, Slot } from './section.tsx';
import { useRunForm } from './use-run-form.ts';

type TextName = 'name' | 'command' | 'entrypoint' | 'user' | 'workingDir' | 'hostname';

/** Their placeholders are what the image says itself. */
const codes: ReadonlySet<TextName> = new Set(['command', 'entrypoint', 'user', 'workingDir']);

interface PlainFieldProps {
  readonly field: TextName;
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly hint?: string | undefined;
  readonly wide?: boolean | undefined;
}

/** A text field of the draft with its error. */
export function PlainField({ field, wide, ...rest }: PlainFieldProps) {
  const { draft, change, errorOf } = useRunForm();
  return (
    <Slot field={field} wide={wide}>
      <TextField
        {...rest}
        value={draft[field]}
        onChange={(text) => change({ [field]: text } as Partial<Draft>)}
        // A placeholder of words is no code.
        mono={draft[field] !== '' || codes.has(field)}
        error={errorOf(field)}
      />
    </Slot>
  );
}

/** What runs inside, and as whom. What the image says itself stands in the empty fields. */
export function ProgramSection() {
  const { t } = useTranslation('run');
  const { draft, change, image } = useRunForm();
  const { config } = image;
  const own = draft.entrypoint.trim() !== '';
  return (
    <Section title={t('program.title')}>
      <Columns>
        <PlainField field="name" label={t('name.label')} placeholder={t('name.placeholder')} />
        <PlainField
          field="entrypoint"
          label={t('entrypoint.label')}
          placeholder={shellLine(config?.entrypoint ?? [])}
        />
        <PlainField
          wide
          field="command"
          label={t('command.label')}
          // An entrypoint of one's own takes the image's command away.
          placeholder={own ? '' : shellLine(config?.command ?? [])}
          hint={t('command.hint')}
        />
        <PlainField field="user" label={t('user')} placeholder={config?.user || 'root'} />
        <PlainField
          field="workingDir"
          label={t('workingDir')}
          placeholder={config?.workingDir || '/'}
        />
      </Columns>
      <div className={styles.checks}>
        <Checkbox
          label={t('tty.label')}
          hint={t('tty.hint')}
          checked={draft.tty}
          onChange={(tty) => change({ tty })}
        />
        <Checkbox
          label={t('interactive.label')}
          hint={t('interactive.hint')}
          checked={draft.interactive}
          onChange={(interactive) => change({ interactive })}
        />
        <Checkbox
          label={t('autoRemove.label')}
          hint={t('autoRemove.hint')}
          checked={draft.autoRemove}
          onChange={(autoRemove) => change({ autoRemove })}
        />
      </div>
    </Section>
  );
}
