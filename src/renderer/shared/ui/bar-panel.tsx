import { Popover } from '@base-ui/react/popover';
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import styles from './bar-panel.module.css';

export interface BarPanelProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly icon: LucideIcon;
  /** What it is and how much of it there is, for those who do not see the badge. */
  readonly label: string;
  readonly title: string;
  /** A number that matters as long as it is shown. */
  readonly badge?: number | undefined;
  /** A mark without a number: something here was not seen yet. */
  readonly dot?: boolean | undefined;
  readonly failed?: boolean | undefined;
  /** In place of a list without items. */
  readonly none: string;
  /** `li`s. */
  readonly items: readonly ReactNode[];
  readonly foot?: ReactNode;
}

/** A button of the title bar that opens a list below it. */
export function BarPanel(props: BarPanelProps) {
  const { icon: Icon, badge = 0 } = props;
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Popover.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Popover.Trigger
        className={styles.button}
        aria-label={props.label}
        data-failed={props.failed || undefined}
      >
        <span className={styles.icon}>
          <Icon size={16} aria-hidden />
          {props.dot ? <span className={styles.dot} /> : null}
        </span>
        {badge > 0 ? <span className={styles.badge}>{badge}</span> : null}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} className={styles.positioner}>
          {/* Not its first button: the tip that this would show takes the first Escape. */}
          <Popover.Popup ref={popup} initialFocus={popup} className={styles.popup}>
            <Popover.Title className={styles.title}>{props.title}</Popover.Title>
            {props.items.length > 0 ? (
              <ul className={styles.list}>{props.items}</ul>
            ) : (
              <p className={styles.none}>{props.none}</p>
            )}
            {props.foot ? <div className={styles.foot}>{props.foot}</div> : null}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
