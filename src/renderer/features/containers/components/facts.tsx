import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/ui/class-names.ts';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import styles from './overview.module.css';

export function Part(props: {
  readonly title: string;
  readonly count?: number | undefined;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>
        {props.title}
        {props.count ? <span className={styles.count}>{props.count}</span> : null}
      </h3>
      {props.children}
    </section>
  );
}

export const Facts = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles.facts}>{children}</dl>
);

/** A name and its value; a dash where there is none. */
export function Fact(props: {
  readonly name: string;
  readonly children: ReactNode;
  /** A path, an id, words of a command. */
  readonly mono?: boolean | undefined;
  readonly copy?: string | undefined;
}) {
  const { t } = useTranslation('containers');
  const empty = props.children === '' || props.children === null;
  return (
    <div className={styles.fact}>
      <dt title={props.name}>
        <bdi>{props.name}</bdi>
      </dt>
      <dd>
        <bdi className={cx(styles.value, props.mono && !empty && styles.mono)}>
          {empty ? '–' : props.children}
        </bdi>
        {props.copy ? (
          <span className={styles.tools}>
            <CopyButton text={props.copy} label={t('copyValue', { name: props.name })} />
          </span>
        ) : null}
      </dd>
    </div>
  );
}
