import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../contract/hosts.ts';
import { IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import styles from './dialog.module.css';
import { FloatsContext } from './floats.ts';
import { HostDot } from './host-dot.tsx';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The verb and the object: "Remove 3 containers". */
  readonly title: string;
  /** Where it happens. Stands beside the title of every dialog that changes something. */
  readonly host?: Host | undefined;
  readonly children?: ReactNode;
  /** Buttons, the safe one first. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'normal' | 'large' | 'full' | undefined;
  /** What has the focus first; the first field otherwise. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  /** False: a click beside it does not close it (a form with input). Escape still does. */
  readonly dismissible?: boolean | undefined;
}

export function Dialog(props: DialogProps) {
  const { t } = useTranslation('common');
  const { dismissible = true, size = 'normal' } = props;
  return (
    <BaseDialog.Root
      open={props.open}
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      disablePointerDismissal={!dismissible}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Popup
          className={cx(styles.popup, styles[size])}
          {...(props.initialFocus ? { initialFocus: props.initialFocus } : {})}
        >
          <header className={styles.header}>
            <BaseDialog.Title className={styles.title}>{props.title}</BaseDialog.Title>
            {props.host ? <HostDot host={props.host} named /> : null}
          </header>
          <FloatsContext value={null}>
            <div className={styles.body}>{props.children}</div>
          </FloatsContext>
          {props.footer ? <footer className={styles.footer}>{props.footer}</footer> : null}
          {/* Last, so that the first field is what Tab and the first focus find. */}
          <div className={styles.close}>
            <BaseDialog.Close
              render={<IconButton icon={X} label={t('actions.close')} small keys="Escape" />}
            />
          </div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
