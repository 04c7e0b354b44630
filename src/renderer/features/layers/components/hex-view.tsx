import { useTranslation } from 'react-i18next';
import { hexRow, hexRowCount } from '../model/hex.ts';
import styles from './file-view.module.css';
import { VirtualLines } from './virtual-lines.tsx';

/** Offset, sixteen bytes with a gap in the middle, the same as ASCII. */
const columns = 8 + 2 + 48 + 2 + 16 + 4;

export function HexView({ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }) {
  const { t } = useTranslation('layers');
  return (
    <VirtualLines
      label={t('file.bytes', { name })}
      count={hexRowCount(bytes)}
      columns={columns}
      lineAt={(index) => {
        const row = hexRow(bytes, index);
        return (
          <>
            <span className={styles.offset}>{row.offset}</span>
            <span className={styles.hex}>{row.hex}</span>
            <span className={styles.ascii}>{row.ascii}</span>
          </>
        );
      }}
    />
  );
}
