/** Fields with one of a few values: checkbox, switch, select, segments. */
import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Field } from '@base-ui/react/field';
import { Select as BaseSelect } from '@base-ui/react/select';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Check, ChevronDown, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';
import styles from './field.module.css';
import { useFloats } from './floats.ts';
import menuStyles from './menu.module.css';

export interface CheckboxProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly indeterminate?: boolean | undefined;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly labelHidden?: boolean | undefined;
}

export function Checkbox(props: CheckboxProps) {
  return (
    <Field.Root className={styles.row} disabled={Boolean(props.disabled)}>
      <BaseCheckbox.Root
        className={styles.box}
        checked={props.checked}
        indeterminate={Boolean(props.indeterminate)}
        onCheckedChange={(checked) => props.onChange(checked)}
      >
        <BaseCheckbox.Indicator>
          {props.indeterminate ? <Minus size={12} /> : <Check size={12} strokeWidth={3} />}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span className={cx(styles.rowText, props.labelHidden && 'visually-hidden')}>
        <Field.Label className={styles.rowLabel}>{props.label}</Field.Label>
        {props.hint ? (
          <Field.Description className={styles.hint}>{props.hint}</Field.Description>
        ) : null}
      </span>
    </Field.Root>
  );
}

export function Switch(props: Omit<CheckboxProps, 'indeterminate' | 'labelHidden'>) {
  return (
    <Field.Root className={styles.row} disabled={Boolean(props.disabled)}>
      <BaseSwitch.Root
        className={styles.switch}
        checked={props.checked}
        onCheckedChange={(checked) => props.onChange(checked)}
      >
        <BaseSwitch.Thumb className={styles.thumb} />
      </BaseSwitch.Root>
      <span className={styles.rowText}>
        <Field.Label className={styles.rowLabel}>{props.label}</Field.Label>
        {props.hint ? (
          <Field.Description className={styles.hint}>{props.hint}</Field.Description>
        ) : null}
      </span>
    </Field.Root>
  );
}

export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
}

export interface SelectProps<V extends string> {
  readonly label: string;
  readonly labelHidden?: boolean | undefined;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const floats = useFloats();
  return (
    <Field.Root className={styles.field} invalid={Boolean(props.error)}>
      <BaseSelect.Root
        items={props.options}
        value={props.value}
        disabled={Boolean(props.disabled)}
        onValueChange={(value) => (value === null ? undefined : props.onChange(value as V))}
      >
        <BaseSelect.Label className={cx(styles.label, props.labelHidden && 'visually-hidden')}>
          {props.label}
        </BaseSelect.Label>
        <BaseSelect.Trigger className={cx(styles.input, styles.trigger)}>
          <BaseSelect.Value className={styles.value} />
          <BaseSelect.Icon className={styles.chevron}>
            <ChevronDown size={14} aria-hidden />
          </BaseSelect.Icon>
        </BaseSelect.Trigger>
        <BaseSelect.Portal {...floats}>
          <BaseSelect.Positioner
            className={menuStyles.positioner}
            alignItemWithTrigger={false}
            sideOffset={4}
          >
            <BaseSelect.Popup className={menuStyles.popup}>
              <BaseSelect.List>
                {props.options.map((option) => (
                  <BaseSelect.Item
                    key={option.value}
                    value={option.value}
                    className={menuStyles.item}
                  >
                    <span className={menuStyles.icon}>
                      <BaseSelect.ItemIndicator>
                        <Check size={14} aria-hidden />
                      </BaseSelect.ItemIndicator>
                    </span>
                    <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  </BaseSelect.Item>
                ))}
              </BaseSelect.List>
            </BaseSelect.Popup>
          </BaseSelect.Positioner>
        </BaseSelect.Portal>
      </BaseSelect.Root>
      {props.hint ? (
        <Field.Description className={styles.hint}>{props.hint}</Field.Description>
      ) : null}
      <Field.Error className={styles.error} match={Boolean(props.error)}>
        {props.error}
      </Field.Error>
    </Field.Root>
  );
}

export interface SegmentsProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
}

/** Two to five values that are best seen at once. */
export function Segments<V extends string>(props: SegmentsProps<V>) {
  return (
    <ToggleGroup
      className={styles.segments}
      aria-label={props.label}
      value={[props.value]}
      onValueChange={(values) => {
        const [next] = values;
        // One is always chosen: a second click on it changes nothing.
        if (next !== undefined) props.onChange(next as V);
      }}
    >
      {props.options.map((option) => (
        <Toggle key={option.value} value={option.value} className={styles.segment}>
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
