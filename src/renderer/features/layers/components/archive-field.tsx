import { useRouter } from '@tanstack/react-router';
import { FileArchive, FolderOpen } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveId } from '../../../../contract/ids.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { layersPath } from '../../../shared/lib/layer-address.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { ProgressBar } from '../../../shared/ui/progress-bar.tsx';
import { useUpload } from '../api/use-upload.ts';
import styles from './open-page.module.css';

/** A tar of this machine, chosen or dropped; it is looked into as soon as it is whole. */
export function ArchiveField() {
  const { t } = useTranslation(['layers', 'common']);
  const format = useFormat();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const onWhole = useCallback(
    (archive: ArchiveId) => router.history.push(layersPath({ kind: 'archive', archive })),
    [router],
  );
  const { state, start, stop } = useUpload(onWhole);
  const take = (files: FileList | null) => {
    const first = files?.item(0);
    if (first) start(first);
  };
  if (state.kind === 'sending') {
    const { file, doneBytes } = state;
    return (
      <div className={styles.sending}>
        <ProgressBar
          label={t('layers:open.sending', { name: file.name })}
          value={file.size > 0 ? doneBytes / file.size : null}
        />
        <p className={styles.figures} role="status">
          {t('layers:open.sending', { name: file.name })} ·{' '}
          {t('layers:progress.bytesOf', {
            done: format.bytes(doneBytes),
            total: format.bytes(file.size),
          })}
        </p>
        <div>
          <Button onClick={stop}>{t('common:actions.cancel')}</Button>
        </div>
      </div>
    );
  }
  return (
    <>
      {state.kind === 'failed' ? (
        <ProblemView problem={state.problem} onRetry={() => start(state.file)} />
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a drop is an extra to the button, which does the same by keyboard. */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <FileArchive size={16} aria-hidden />
        <span>{t('layers:open.drop')}</span>
        <Button icon={FolderOpen} onClick={() => input.current?.click()}>
          {t('layers:open.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('layers:open.archive')}
          onChange={(event) => {
            take(event.target.files);
            // The same file can be chosen again.
            event.target.value = '';
          }}
        />
      </div>
    </>
  );
}
