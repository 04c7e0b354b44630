import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../contract/errors.ts';
import { Button, type ButtonProps } from './button.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';
import styles from './form-dialog.module.css';
import { ProblemView } from './problem-view.tsx';

export interface FormDialogProps
  extends Pick<DialogProps, 'onClose' | 'title' | 'host' | 'size' | 'dismissible'> {
  /** True when absent: mounted is open. */
  readonly open?: boolean | undefined;
  /** The verb of the button that sends it: "Add", "Remove". Never "OK". */
  readonly submit: string;
  /** Called by the button and by Enter in a field, only while it may be sent. */
  readonly onSubmit: () => void;
  /** False: something that must be there is missing. */
  readonly ready?: boolean | undefined;
  readonly pending?: boolean | undefined;
  readonly tone?: ButtonProps['tone'] | undefined;
  /** "Keep", "Leave running"; "Cancel" when absent. */
  readonly cancel?: string | undefined;
  /** What has the focus first; the first field otherwise. */
  readonly focus?: 'cancel' | 'submit' | undefined;
  /** A refusal that belongs to none of the fields. */
  readonly problem?: Problem | undefined;
  readonly children?: ReactNode;
}

/** The frame of every dialog that is filled in: fields, a refusal at their foot, a way out and the deed. */
export function FormDialog(props: FormDialogProps) {
  const { t } = useTranslation('common');
  const { ready = true, pending = false, dismissible = false } = props;
  const formId = useId();
  const cancelRef = useRef<HTMLButtonElement>(null);
  const submitRef = useRef<HTMLButtonElement>(null);
  const first = { cancel: cancelRef, submit: submitRef };
  return (
    <Dialog
      open={props.open ?? true}
      onClose={props.onClose}
      title={props.title}
      host={props.host}
      size={props.size}
      dismissible={dismissible}
      initialFocus={props.focus && first[props.focus]}
      footer={
        <>
          <Button ref={cancelRef} onClick={props.onClose}>
            {props.cancel ?? t('actions.cancel')}
          </Button>
          <Button
            ref={submitRef}
            type="submit"
            form={formId}
            tone={props.tone ?? 'primary'}
            pending={pending}
            disabled={!ready}
          >
            {props.submit}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !pending) props.onSubmit();
        }}
      >
        {props.children}
        {props.problem ? <ProblemView problem={props.problem} host={props.host?.id} /> : null}
      </form>
    </Dialog>
  );
}
