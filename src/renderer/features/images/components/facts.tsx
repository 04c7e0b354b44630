/** Names and values below each other, for a detail. What has no value is left out. */
import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface Fact {
  readonly id: string;
  readonly label: string;
  /** Null or an empty text: not shown. */
  readonly value: ReactNode;
}

export function Facts(props: { readonly title: string; readonly facts: readonly Fact[] }) {
  const shown = props.facts.filter(({ value }) => value !== null && value !== '');
  if (shown.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{props.title}</h3>
      <dl className={styles.facts}>
        {shown.map(({ id, label, value }) => (
          <div key={id} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
