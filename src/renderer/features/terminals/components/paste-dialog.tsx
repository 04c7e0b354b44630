import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { pastedLines } from '../model/paste.ts';
import styles from './terminals.module.css';

export interface PasteDialogProps {
  readonly text: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onPaste: () => void;
}

/** Shown at most: what is longer is not read before a paste. */
const shownCharacters = 4_000;

/** A line's end in what is pasted runs it, before a person has seen it. */
export function PasteDialog({ text, name, onClose, onPaste }: PasteDialogProps) {
  const { t } = useTranslation('terminals');
  const hidden = text.length - shownCharacters;
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('paste.title', { count: pastedLines(text), name })}
      confirm={t('paste.confirm')}
      onConfirm={onPaste}
    >
      <p>{t('paste.body')}</p>
      <pre className={styles.quoted}>{text.slice(0, shownCharacters)}</pre>
      {hidden > 0 ? <p>{t('paste.more', { count: hidden })}</p> : null}
    </ConfirmDialog>
  );
}
