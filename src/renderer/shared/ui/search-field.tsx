import { Search, X } from 'lucide-react';
import { type Ref, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import styles from './search-field.module.css';

export interface SearchFieldProps {
  /** What is searched: "Filter containers". Also its placeholder. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter: next match; with Shift the previous. */
  readonly onNext?: ((backwards: boolean) => void) | undefined;
  /** "3 of 12", at the right inside. */
  readonly status?: string | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

export function SearchField(props: SearchFieldProps) {
  const { t } = useTranslation('common');
  const input = useRef<HTMLInputElement>(null);
  return (
    <search className={styles.search}>
      <Search size={14} aria-hidden className={styles.icon} />
      <input
        ref={(node) => {
          input.current = node;
          if (typeof props.ref === 'function') props.ref(node);
          else if (props.ref) props.ref.current = node;
        }}
        className={styles.input}
        type="text"
        data-search-field
        aria-label={props.label}
        placeholder={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape' && props.value !== '') {
            event.stopPropagation();
            props.onChange('');
          } else if (event.key === 'Enter') props.onNext?.(event.shiftKey);
        }}
        autoComplete="off"
        spellCheck={false}
      />
      {props.status ? <span className={styles.status}>{props.status}</span> : null}
      {props.value === '' ? null : (
        <IconButton
          icon={X}
          label={t('actions.clear')}
          small
          onClick={() => {
            props.onChange('');
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}
