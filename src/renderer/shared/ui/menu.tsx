import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './class-names.ts';
import { useFloats } from './floats.ts';
import { Keys } from './keys.tsx';
import styles from './menu.module.css';

export interface MenuAction {
  readonly kind?: 'action';
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  /** Instead of the icon: a host's dot, a state's mark. */
  readonly mark?: ReactNode;
  readonly keys?: string | undefined;
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Why it is disabled; stands below the label. */
  readonly reason?: string | undefined;
  run(): void;
}
export interface MenuCheck {
  readonly kind: 'check';
  readonly id: string;
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean | undefined;
  onChange(checked: boolean): void;
}
export interface MenuSeparator {
  readonly kind: 'separator';
  readonly id: string;
}
export interface MenuHeading {
  readonly kind: 'heading';
  readonly id: string;
  readonly label: string;
}
export type MenuEntry = MenuAction | MenuCheck | MenuSeparator | MenuHeading;

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <BaseMenu.Separator className={styles.separator} />;
  if (entry.kind === 'heading') return <div className={styles.heading}>{entry.label}</div>;
  if (entry.kind === 'check') {
    return (
      <BaseMenu.CheckboxItem
        className={styles.item}
        checked={entry.checked}
        disabled={Boolean(entry.disabled)}
        onCheckedChange={(checked) => entry.onChange(checked)}
        closeOnClick={false}
      >
        <span className={styles.icon}>
          <BaseMenu.CheckboxItemIndicator>
            <Check size={14} aria-hidden />
          </BaseMenu.CheckboxItemIndicator>
        </span>
        <span className={styles.label}>{entry.label}</span>
      </BaseMenu.CheckboxItem>
    );
  }
  const Icon = entry.icon;
  return (
    <BaseMenu.Item
      className={cx(styles.item, entry.danger && styles.danger)}
      disabled={Boolean(entry.disabled)}
      onClick={() => entry.run()}
    >
      <span className={styles.icon}>
        {entry.mark ?? (Icon ? <Icon size={15} aria-hidden /> : null)}
      </span>
      <span className={styles.label}>
        {entry.label}
        {entry.disabled && entry.reason ? (
          <span className={styles.reason}>{entry.reason}</span>
        ) : null}
      </span>
      {entry.keys ? <Keys keys={entry.keys} /> : null}
    </BaseMenu.Item>
  );
}

const renderEntries = (entries: readonly MenuEntry[]) =>
  entries.map((entry) => <Entry key={entry.id} entry={entry} />);

export interface MenuProps {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end' | undefined;
  readonly side?: 'top' | 'bottom' | undefined;
}

/** A button that opens a list of actions. */
export function Menu({ trigger, entries, align = 'start', side = 'bottom' }: MenuProps) {
  const floats = useFloats();
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal {...floats}>
        <BaseMenu.Positioner className={styles.positioner} align={align} side={side} sideOffset={4}>
          <BaseMenu.Popup className={styles.popup}>{renderEntries(entries)}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

/** A menu at a place: for rows, opened by the second mouse button or the menu key. */
export interface PointMenuProps {
  readonly entries: readonly MenuEntry[];
  /** Where, in client pixels; null closes it. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
}

export function PointMenu({ entries, at, onClose }: PointMenuProps) {
  const floats = useFloats();
  const anchor = at ? { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) } : undefined;
  return (
    <BaseMenu.Root open={at !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <BaseMenu.Portal {...floats}>
        <BaseMenu.Positioner
          className={styles.positioner}
          anchor={anchor}
          align="start"
          side="bottom"
        >
          <BaseMenu.Popup className={styles.popup}>{renderEntries(entries)}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
