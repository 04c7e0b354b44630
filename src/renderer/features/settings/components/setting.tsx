import type { ReactNode } from 'react';
import styles from './setting.module.css';

export function SettingGroup(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{props.title}</h2>
      {props.children}
    </section>
  );
}

export interface SettingProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

/** A line: what it is at the left, the choice at the right. */
export function Setting({ label, hint, children }: SettingProps) {
  return (
    <div className={styles.setting}>
      <div>
        <div>{label}</div>
        {hint ? <div className={styles.hint}>{hint}</div> : null}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
