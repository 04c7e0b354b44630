import { useTranslation } from 'react-i18next';
import styles from './command-preview.module.css';
import { CopyButton } from './copy-button.tsx';

/** The `docker` command that a button equals, to read and to copy. */
export function CommandPreview(props: {
  readonly command: string;
  readonly label?: string | undefined;
  /** What is copied, where secrets are hidden on screen. */
  readonly copied?: string | undefined;
  readonly copyLabel?: string | undefined;
}) {
  const { t } = useTranslation('common');
  return (
    <div className={styles.preview}>
      <code className={styles.command}>
        <span className="visually-hidden">{props.label ?? t('command.label')}: </span>
        {props.command}
      </code>
      <CopyButton
        text={props.copied ?? props.command}
        label={props.copyLabel ?? t('command.copy')}
      />
    </div>
  );
}
