import { Field } from '@base-ui/react/field';
import { NumberField as BaseNumberField } from '@base-ui/react/number-field';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names.ts';
import styles from './field.module.css';
import type { FieldFrameProps } from './text-field.tsx';

export interface NumberFieldProps extends FieldFrameProps {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  /** After the field: "MB", "%". Already translated. */
  readonly unit?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly digits?: number | undefined;
}

export function NumberField(props: NumberFieldProps) {
  const { i18n } = useTranslation();
  return (
    <Field.Root className={styles.field} invalid={Boolean(props.error)}>
      <Field.Label className={cx(styles.label, props.labelHidden && 'visually-hidden')}>
        {props.label}
      </Field.Label>
      <BaseNumberField.Root
        value={props.value}
        onValueChange={(value) => props.onChange(value)}
        {...(props.min === undefined ? {} : { min: props.min })}
        {...(props.max === undefined ? {} : { max: props.max })}
        step={props.step ?? 1}
        disabled={Boolean(props.disabled)}
        locale={i18n.language}
        // A port is not written 8,080.
        format={{ useGrouping: false, maximumFractionDigits: props.digits ?? 0 }}
      >
        <BaseNumberField.Group className={styles.number}>
          <BaseNumberField.Input
            className={cx(styles.input, styles.numberInput)}
            placeholder={props.placeholder}
          />
          {props.unit ? <span className={styles.unit}>{props.unit}</span> : null}
        </BaseNumberField.Group>
      </BaseNumberField.Root>
      {props.hint ? (
        <Field.Description className={styles.hint}>{props.hint}</Field.Description>
      ) : null}
      <Field.Error className={styles.error} match={Boolean(props.error)}>
        {props.error}
      </Field.Error>
    </Field.Root>
  );
}
