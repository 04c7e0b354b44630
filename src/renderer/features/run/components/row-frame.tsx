import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { focusField } from '../model/focus-field.ts';
import styles from './rows.module.css';

export interface RowFrameProps {
  /** Read aloud: "Port 2". */
  readonly name: string;
  readonly kind: 'port' | 'mount' | 'pair';
  readonly children: ReactNode;
  readonly remove: { readonly label: string; readonly run: () => void };
  /** Below the fields: a way out of an error. */
  readonly after?: ReactNode;
}

/** One row of a list: its fields in a grid, and the way to remove it. */
export function RowFrame({ name, kind, children, remove, after }: RowFrameProps) {
  return (
    <div role="group" aria-label={name} className={styles.row} data-kind={kind}>
      {children}
      <IconButton icon={X} label={remove.label} onClick={remove.run} />
      {after ? <div className={styles.after}>{after}</div> : null}
    </div>
  );
}

/** The names of the columns, for the eye: each field has its own label. */
export function RowHead(props: { readonly kind: RowFrameProps['kind']; readonly names: string[] }) {
  return (
    <div className={styles.head} data-kind={props.kind} aria-hidden>
      {props.names.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </div>
  );
}

/** Puts the row on screen at once, and the focus into its first field. */
export function addAndFocus(add: () => void, field: string): void {
  flushSync(add);
  focusField(field);
}

/** The way to add a row, and what else is offered: each takes one click. */
export function AddRow(props: {
  readonly label: string;
  readonly onAdd: () => void;
  readonly offers?: readonly { readonly label: string; readonly run: () => void }[] | undefined;
  readonly offersLabel?: string | undefined;
}) {
  return (
    <div className={styles.add}>
      <Button icon={Plus} onClick={props.onAdd}>
        {props.label}
      </Button>
      {props.offers && props.offers.length > 0 ? (
        <>
          <span className={styles.offersLabel}>{props.offersLabel}</span>
          {props.offers.map((offer) => (
            <Button key={offer.label} tone="plain" icon={Plus} onClick={offer.run}>
              {offer.label}
            </Button>
          ))}
        </>
      ) : null}
    </div>
  );
}
