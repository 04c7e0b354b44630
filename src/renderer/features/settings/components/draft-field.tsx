import { useEffect, useState } from 'react';
import { TextField } from '../../../shared/ui/text-field.tsx';
import styles from './draft-field.module.css';

export interface DraftFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string | undefined;
  readonly mono?: boolean | undefined;
  /** The sentence that says what is wrong, or undefined. */
  readonly check?: ((text: string) => string | undefined) | undefined;
  readonly onCommit: (text: string) => void;
}

/** A text that is taken when the field is left or Enter is pressed, not at each letter. */
export function DraftField(props: DraftFieldProps) {
  const { value, check, onCommit } = props;
  const [draft, setDraft] = useState(value);
  const [error, setError] = useState<string>();
  // Another window may have changed it.
  useEffect(() => setDraft(value), [value]);
  const commit = () => {
    const text = draft.trim();
    const wrong = check?.(text);
    setError(wrong);
    if (wrong === undefined && text !== value) onCommit(text);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <TextField
        label={props.label}
        labelHidden
        value={draft}
        onChange={setDraft}
        onBlur={commit}
        placeholder={props.placeholder}
        mono={props.mono}
        error={error}
      />
    </form>
  );
}
