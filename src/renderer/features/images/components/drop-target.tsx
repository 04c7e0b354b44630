// biome-ignore-all lint/a11y/noStaticElementInteractions: a drop is an extra to the buttons, which do the same by keyboard.
import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { imageDialog } from '../model/dialogs.ts';
import styles from './drop-target.module.css';

const holdsFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** A file dropped anywhere on the page is offered to load or import. */
export function DropTarget(props: { readonly host: HostId; readonly children: ReactNode }) {
  const { t } = useTranslation('images');
  const [over, setOver] = useState(false);
  return (
    <div
      className={styles.target}
      onDragOver={(event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={(event) => {
        // Between two children nothing is left.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files.item(0);
        if (file) imageDialog.set({ kind: 'file', what: 'load', host: props.host, file });
      }}
    >
      {props.children}
      {over ? <div className={styles.veil}>{t('file.drop')}</div> : null}
    </div>
  );
}
