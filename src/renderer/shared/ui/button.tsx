import { Button as BaseButton } from '@base-ui/react/button';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { cx } from './class-names.ts';
import { Tip } from './tip.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  /** `primary`: the one action of a view. `danger`: destroys. `plain`: no ground until hovered. */
  readonly tone?: 'primary' | 'danger' | 'normal' | 'plain';
  readonly icon?: LucideIcon | undefined;
  readonly onClick?: (() => void) | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  readonly disabled?: boolean | undefined;
  /** Why it is disabled, or what it does beyond its label. */
  readonly tip?: string | undefined;
  /** The action runs: it cannot be started twice, and keeps its size. */
  readonly pending?: boolean | undefined;
  /** The id of the form that `submit` sends, when the button stands outside of it. */
  readonly form?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

export function Button(props: ButtonProps) {
  const { children, tone = 'normal', icon: Icon, tip, pending = false } = props;
  const button = (
    <BaseButton
      ref={props.ref}
      type={props.type ?? 'button'}
      className={cx(styles.button, styles[tone])}
      onClick={props.onClick}
      disabled={Boolean(props.disabled) || pending}
      // A disabled button keeps the focus, so that its reason can be read by keyboard.
      focusableWhenDisabled
      aria-busy={pending || undefined}
      form={props.form}
    >
      {Icon ? <Icon size={15} aria-hidden /> : null}
      <span className={styles.label}>{children}</span>
    </BaseButton>
  );
  return tip ? (
    <Tip text={tip} describes>
      {button}
    </Tip>
  ) : (
    button
  );
}

export interface IconButtonProps {
  readonly icon: LucideIcon;
  /** Its name: read aloud, and shown on hover. */
  readonly label: string;
  readonly onClick?: (() => void) | undefined;
  readonly disabled?: boolean | undefined;
  readonly pressed?: boolean | undefined;
  readonly danger?: boolean | undefined;
  readonly small?: boolean | undefined;
  /** Shown beside the label in the tip. */
  readonly keys?: string | undefined;
  readonly tabIndex?: number | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

export function IconButton(props: IconButtonProps) {
  const Icon = props.icon;
  return (
    <Tip text={props.label} keys={props.keys}>
      <BaseButton
        ref={props.ref}
        className={cx(styles.icon, props.small && styles.small, props.danger && styles.dangerIcon)}
        aria-label={props.label}
        aria-pressed={props.pressed}
        onClick={props.onClick}
        disabled={Boolean(props.disabled)}
        focusableWhenDisabled
        tabIndex={props.tabIndex}
      >
        <Icon size={props.small ? 14 : 16} aria-hidden />
      </BaseButton>
    </Tip>
  );
}
