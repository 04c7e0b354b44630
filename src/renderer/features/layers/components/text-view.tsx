import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { linesOf } from '../model/diff-lines.ts';
import { cutLine, longest } from '../model/line-length.ts';
import styles from './file-view.module.css';
import { VirtualLines } from './virtual-lines.tsx';

/** A text with the numbers of its lines. */
export function TextView({ text, name }: { readonly text: string; readonly name: string }) {
  const { t } = useTranslation('layers');
  const lines = useMemo(() => linesOf(text), [text]);
  const columns = useMemo(() => longest(lines) + 10, [lines]);
  return (
    <VirtualLines
      label={t('file.content', { name })}
      count={lines.length}
      columns={columns}
      lineAt={(index) => (
        <>
          <span className={styles.number}>{index + 1}</span>
          <span className={styles.text}>{cutLine(lines[index] ?? '')}</span>
        </>
      )}
    />
  );
}
