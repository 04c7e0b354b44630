import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { Keys } from './keys.tsx';
import styles from './tip.module.css';

export interface TipProps {
  readonly text: string;
  /** A key binding in tinykeys syntax, shown as caps. */
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** The text is not the control's name: it is told to those who do not see the tip. */
  readonly describes?: boolean | undefined;
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A short text on hover and focus. It repeats or adds; nothing is only in a tip. */
export function Tip({ text, keys, side = 'bottom', describes, children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} aria-description={describes ? text : undefined} />
      <Tooltip.Portal>
        <Tooltip.Positioner side={side} sideOffset={6} className={styles.positioner}>
          <Tooltip.Popup className={styles.tip} aria-hidden>
            {text}
            {keys ? <Keys keys={keys} /> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
