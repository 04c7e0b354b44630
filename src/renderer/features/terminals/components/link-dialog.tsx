import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import styles from './terminals.module.css';

/** Output can call any address a link, so the whole of it is shown first. */
export function LinkDialog({
  url,
  onClose,
}: {
  readonly url: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('terminals');
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('link.title')}
      confirm={t('link.open')}
      onConfirm={() => {
        onClose();
        if (/^https?:\/\//i.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
      }}
    >
      <p>{t('link.body')}</p>
      <pre className={styles.quoted}>{url}</pre>
    </ConfirmDialog>
  );
}
