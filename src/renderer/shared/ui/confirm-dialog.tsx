import { type ReactNode, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../contract/hosts.ts';
import { Button } from './button.tsx';
import { CommandPreview } from './command-preview.tsx';
import styles from './confirm-dialog.module.css';
import { Dialog } from './dialog.tsx';
import { TextField } from './text-field.tsx';

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The verb and the object: "Remove 3 containers". */
  readonly title: string;
  readonly host?: Host | undefined;
  /** What will happen, in numbers. */
  readonly children?: ReactNode;
  /** The verb itself: "Remove". Never "OK". */
  readonly confirm: string;
  /** "Keep", "Leave running"; "Cancel" when absent. */
  readonly keep?: string | undefined;
  readonly danger?: boolean | undefined;
  readonly pending?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Must be typed before it can be confirmed: for data loss. */
  readonly typed?: string | undefined;
  /** The `docker` command that it equals. */
  readonly command?: string | undefined;
  readonly onConfirm: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('common');
  const keepRef = useRef<HTMLButtonElement>(null);
  const confirmRef = useRef<HTMLButtonElement>(null);
  const formId = useId();
  const [typed, setTyped] = useState('');
  const blocked = Boolean(props.disabled) || (props.typed !== undefined && typed !== props.typed);
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      host={props.host}
      size="small"
      // The dangerous button never has the first focus.
      initialFocus={props.danger ? keepRef : confirmRef}
      footer={
        <>
          <Button ref={keepRef} onClick={props.onClose}>
            {props.keep ?? t('actions.cancel')}
          </Button>
          <Button
            ref={confirmRef}
            type="submit"
            form={formId}
            tone={props.danger ? 'danger' : 'primary'}
            pending={props.pending}
            disabled={blocked}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked && !props.pending) props.onConfirm();
        }}
      >
        {props.children}
        {props.typed !== undefined ? (
          <TextField
            label={t('confirm.type', { text: props.typed })}
            value={typed}
            onChange={setTyped}
            mono
          />
        ) : null}
        {props.command ? <CommandPreview command={props.command} /> : null}
      </form>
    </Dialog>
  );
}
