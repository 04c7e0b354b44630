import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

export interface SectionProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the form. */
export function Section({ title, hint, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {hint ? <p className={styles.hint}>{hint}</p> : null}
      {children}
    </section>
  );
}

/** Fields beside each other where there is room: two, or as many short ones as fit. */
export function Columns(props: {
  readonly children: ReactNode;
  readonly short?: boolean | undefined;
}) {
  return (
    <div className={styles.columns} data-short={props.short || undefined}>
      {props.children}
    </div>
  );
}

/** The place of one field, found by its address. */
export function Slot(props: {
  readonly field: string;
  readonly children: ReactNode;
  readonly wide?: boolean | undefined;
}) {
  return (
    <div className={styles.slot} data-field={props.field} data-wide={props.wide || undefined}>
      {props.children}
    </div>
  );
}
