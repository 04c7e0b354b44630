import { Field } from '@base-ui/react/field';
import type { ReactNode, Ref } from 'react';
import { cx } from './class-names.ts';
import styles from './field.module.css';

export interface FieldFrameProps {
  readonly label: string;
  /** Read aloud but not shown: for a field whose place says what it is. */
  readonly labelHidden?: boolean | undefined;
  readonly hint?: ReactNode;
  /** At the field, before the engine is asked. */
  readonly error?: string | undefined;
}

export interface TextFieldProps extends FieldFrameProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly mono?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly multiline?: boolean | undefined;
  readonly rows?: number | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly type?: 'text' | 'password' | undefined;
  /** For paste of a whole `.env`: return true when it was taken. */
  readonly onPaste?: ((text: string) => boolean) | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

export function TextField(props: TextFieldProps) {
  return (
    <Field.Root className={styles.field} invalid={Boolean(props.error)}>
      <Field.Label className={cx(styles.label, props.labelHidden && 'visually-hidden')}>
        {props.label}
      </Field.Label>
      <Field.Control
        ref={props.ref}
        className={cx(styles.input, props.mono && styles.mono, props.multiline && styles.area)}
        render={props.multiline ? <textarea rows={props.rows ?? 4} /> : undefined}
        type={props.multiline ? undefined : (props.type ?? 'text')}
        value={props.value}
        onValueChange={(value) => props.onChange(value)}
        onBlur={props.onBlur}
        onPaste={(event) => {
          if (props.onPaste?.(event.clipboardData.getData('text/plain'))) event.preventDefault();
        }}
        placeholder={props.placeholder}
        disabled={Boolean(props.disabled)}
        autoFocus={Boolean(props.autoFocus)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      {props.hint ? (
        <Field.Description className={styles.hint}>{props.hint}</Field.Description>
      ) : null}
      <Field.Error className={styles.error} match={Boolean(props.error)}>
        {props.error}
      </Field.Error>
    </Field.Root>
  );
}
