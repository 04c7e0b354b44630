import type { Host } from '../../../contract/hosts.ts';
import { cx } from './class-names.ts';
import styles from './host-dot.module.css';

/** The host's own colour as a dot, with its name when `named`. Dimmed while it is not online. */
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
        className={cx(styles.dot, host.state !== 'online' && styles.off)}
        style={{ '--host': `var(--host-${host.colour})` } as React.CSSProperties}
        aria-hidden
      />
      {named ? <span className={styles.name}>{host.label}</span> : null}
    </span>
  );
}
