import { Autocomplete } from '@base-ui/react/autocomplete';
import { Field } from '@base-ui/react/field';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names.ts';
import styles from './field.module.css';
import { useFloats } from './floats.ts';
import menuStyles from './menu.module.css';
import type { FieldFrameProps } from './text-field.tsx';

export interface ComboboxProps extends FieldFrameProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is offered; any other text may be typed too. */
  readonly suggestions: readonly string[];
  readonly placeholder?: string | undefined;
  readonly mono?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly onBlur?: (() => void) | undefined;
  /** For paste of more than one value: return true when it was taken. */
  readonly onPaste?: ((text: string) => boolean) | undefined;
}

/** Free text with suggestions that the text filters. */
export function Combobox(props: ComboboxProps) {
  const { t } = useTranslation('common');
  const floats = useFloats();
  const { contains } = Autocomplete.useFilter();
  const [wanted, setWanted] = useState(false);
  // An open list takes the rest of the page from assistive technology: an empty one must not.
  const offers = props.suggestions.some((item) => contains(item, props.value));
  return (
    <Field.Root className={styles.field} invalid={Boolean(props.error)}>
      <Field.Label className={cx(styles.label, props.labelHidden && 'visually-hidden')}>
        {props.label}
      </Field.Label>
      <Autocomplete.Root
        items={props.suggestions}
        value={props.value}
        onValueChange={(value) => props.onChange(value)}
        disabled={Boolean(props.disabled)}
        openOnInputClick
        open={wanted && offers}
        onOpenChange={setWanted}
        filter={contains}
      >
        <div className={styles.comboGroup}>
          <Autocomplete.Input
            className={cx(styles.input, styles.comboInput, props.mono && styles.mono)}
            placeholder={props.placeholder}
            onBlur={props.onBlur}
            onPaste={(event) => {
              if (props.onPaste?.(event.clipboardData.getData('text/plain'))) {
                event.preventDefault();
              }
            }}
            autoComplete="off"
            spellCheck={false}
          />
          <Autocomplete.Trigger
            className={styles.comboTrigger}
            aria-label={t('actions.showSuggestions')}
          >
            <ChevronDown size={14} aria-hidden />
          </Autocomplete.Trigger>
        </div>
        <Autocomplete.Portal {...floats}>
          <Autocomplete.Positioner className={menuStyles.positioner} sideOffset={4}>
            <Autocomplete.Popup className={menuStyles.popup}>
              <Autocomplete.List>
                {(item: string) => (
                  <Autocomplete.Item key={item} value={item} className={menuStyles.item}>
                    <span className={cx(menuStyles.label, props.mono && styles.mono)}>{item}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
      {props.hint ? (
        <Field.Description className={styles.hint}>{props.hint}</Field.Description>
      ) : null}
      <Field.Error className={styles.error} match={Boolean(props.error)}>
        {props.error}
      </Field.Error>
    </Field.Root>
  );
}
