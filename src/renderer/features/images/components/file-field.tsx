import { FileArchive, FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Bytes } from '../../../shared/ui/text.tsx';
import styles from './file-field.module.css';

export interface FileFieldProps {
  /** What the file is: read aloud for the chooser. */
  readonly label: string;
  readonly file: File | undefined;
  readonly onFile: (file: File) => void;
}

/** A file of this machine, chosen or dropped. */
export function FileField({ label, file, onFile }: FileFieldProps) {
  const { t } = useTranslation('images');
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const first = files?.item(0);
    if (first) onFile(first);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop is an extra to the button, which does the same by keyboard.
    <div
      className={styles.field}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        take(event.dataTransfer.files);
      }}
    >
      <FileArchive size={16} aria-hidden />
      {file ? (
        <span className={styles.name} title={file.name}>
          {file.name}{' '}
          <span className={styles.size}>
            <Bytes bytes={file.size} />
          </span>
        </span>
      ) : (
        <span className={styles.none}>{t('file.dropHere')}</span>
      )}
      <Button icon={FolderOpen} onClick={() => input.current?.click()}>
        {t(file ? 'file.chooseOther' : 'file.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={(event) => {
          take(event.target.files);
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
    </div>
  );
}
