import { Popover } from '@base-ui/react/popover';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { useFloats } from '../../../shared/ui/floats.ts';
import styles from './layer-popover.module.css';

export interface LayerPopoverProps {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly title: string;
  readonly children: ReactNode;
}

/** More about a layer, opened by a button of its line. */
export function LayerPopover({ trigger, title, children }: LayerPopoverProps) {
  const floats = useFloats();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Popover.Root>
      <Popover.Trigger render={trigger} />
      <Popover.Portal {...floats}>
        <Popover.Positioner align="start" sideOffset={4} className={styles.positioner}>
          <Popover.Popup ref={popup} initialFocus={popup} className={styles.popup}>
            <Popover.Title className={styles.title}>{title}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
