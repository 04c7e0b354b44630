import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../contract/hosts.ts';
import { CommandPreview } from './command-preview.tsx';
import { FormDialog } from './form-dialog.tsx';
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

/** A deed is said before it is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState('');
  const blocked = Boolean(props.disabled) || (props.typed !== undefined && typed !== props.typed);
  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      host={props.host}
      size="small"
      dismissible
      submit={props.confirm}
      cancel={props.keep}
      tone={props.danger ? 'danger' : 'primary'}
      // The dangerous button never has the first focus.
      focus={props.danger ? 'cancel' : 'submit'}
      ready={!blocked}
      pending={props.pending}
      onSubmit={props.onConfirm}
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
    </FormDialog>
  );
}
