import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './colour-field.module.css';

const colours = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** One of the eight host colours; none chosen means that a free one is taken. */
export function ColourField(props: {
  readonly value: number | undefined;
  readonly onChange: (colour: number) => void;
}) {
  const { t } = useTranslation('hosts');
  const id = useId();
  return (
    <div className={styles.field}>
      <span id={id} className={styles.label}>
        {t('form.colour')}
      </span>
      <RadioGroup
        aria-labelledby={id}
        className={styles.row}
        value={props.value}
        onValueChange={(value) => props.onChange(Number(value))}
      >
        {colours.map((colour) => (
          <Radio.Root
            key={colour}
            value={colour}
            className={styles.colour}
            aria-label={t(`form.colours.${colour}`)}
            style={{ '--host': `var(--host-${colour})` } as React.CSSProperties}
          />
        ))}
      </RadioGroup>
    </div>
  );
}
