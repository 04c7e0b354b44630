import type { Change } from '../../../../contract/layers.ts';
import { useCellTexts } from '../../../shared/i18n/language.tsx';
import styles from './change-mark.module.css';

/** Told apart without colour: a plus, a wave, a minus, a dot. */
const shapes: Readonly<Record<Change, string>> = {
  added: 'M7 2.5v9M2.5 7h9',
  changed: 'M2 8.2c1.2-2.6 2.9-2.6 4.3-1.2S9.3 8.6 12 5.8',
  removed: 'M2.5 7h9',
  kept: 'M7 6.9v.2',
};

/** What happened to an entry, by shape and colour; its word for those who do not see it. */
export function ChangeMark(props: {
  readonly change: Change;
  /** True where the word stands beside it. */
  readonly silent?: boolean | undefined;
}) {
  const t = useCellTexts('layers');
  const label = t(`change.${props.change}`);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: a <title> would open a second tooltip; the name is an attribute.
    <svg
      className={styles[props.change]}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      {...(props.silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path
        d={shapes[props.change]}
        fill="none"
        stroke="currentColor"
        strokeWidth={props.change === 'kept' ? 3 : 1.9}
        strokeLinecap="round"
      />
    </svg>
  );
}
