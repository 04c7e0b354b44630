import { type Host, isAnswering } from '../../../contract/hosts.ts';
import { cx } from './class-names.ts';
import styles from './host-dot.module.css';

/** The host's own colour as a dot, with its name when `named`. Dimmed while it does not answer. */
export function HostDot({
  host,
  named = false,
}: {
  readonly host: Host;
  readonly named?: boolean;
}) {
  return (
    <span className={styles.host}>
      <span
        className={cx(styles.dot, !isAnswering(host.state) && styles.off)}
        style={{ '--host': `var(--host-${host.colour})` } as React.CSSProperties}
        aria-hidden
      />
      {named ? <span className={styles.name}>{host.label}</span> : null}
    </span>
  );
}
