import { ArrowLeft, Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileContent } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { Segments } from '../../../shared/ui/choice-fields.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { ProgressBar } from '../../../shared/ui/progress-bar.tsx';
import { Bytes, MiddleTruncate } from '../../../shared/ui/text.tsx';
import { useDownload } from '../api/use-download.ts';
import { type FileState, useFile } from '../api/use-file.ts';
import { lookOf, looksOf } from '../model/file-looks.ts';
import { shownName } from '../model/shown-name.ts';
import { DiffView } from './diff-view.tsx';
import styles from './file-view.module.css';
import { HexView } from './hex-view.tsx';
import { PictureView } from './picture-view.tsx';
import { TextView } from './text-view.tsx';
import { useExplorer } from './use-explorer.ts';

type Read = Extract<FileState, { state: 'done' }>;

function Waiting({ state }: { readonly state: FileState }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  if (state.state !== 'preparing' && state.state !== 'reading') return null;
  const reading = state.state === 'reading' ? state : undefined;
  const total = reading?.totalBytes ?? 0;
  return (
    <div className={styles.waiting} role="status">
      <ProgressBar
        label={t('file.reading')}
        value={reading && total > 0 ? reading.doneBytes / total : null}
      />
      <p>
        {reading
          ? t('file.readingBytes', { done: format.bytes(reading.doneBytes) })
          : t('file.reading')}
      </p>
    </div>
  );
}

function Notes({ content, removed }: { content: FileContent; removed: boolean }) {
  const { t } = useTranslation('layers');
  return (
    <>
      {removed ? (
        <p className={styles.note}>{t('file.removed', { number: content.layer + 1 })}</p>
      ) : null}
      {content.truncated ? <p className={styles.note}>{t('file.truncated')}</p> : null}
    </>
  );
}

/** The layer is on another machine, and is read once more for the file. */
function Asking({ bytes, onAgree }: { readonly bytes: number; readonly onAgree: () => void }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  return (
    <EmptyState
      title={t('file.askTitle')}
      action={
        <Button tone="primary" onClick={onAgree}>
          {t('asking.goOn')}
        </Button>
      }
    >
      {t('file.ask', { bytes: format.bytes(bytes) })}
    </EmptyState>
  );
}

function Shown({ read, name }: { readonly read: Read; readonly name: string }) {
  const { t } = useTranslation('layers');
  const { below } = read;
  const content = read.content ?? below;
  const looks = looksOf(content, read.content ? below : null);
  const [chosen, setChosen] = useState<(typeof looks)[number]>();
  const look = lookOf(looks, chosen);
  if (!content) return <EmptyState title={t('file.none')}>{t('file.noneWhy')}</EmptyState>;
  return (
    <>
      {looks.length > 1 ? (
        <div className={styles.looks}>
          <Segments
            label={t('file.look')}
            value={look}
            options={looks.map((value) => ({ value, label: t(`file.looks.${value}`) }))}
            onChange={setChosen}
          />
          {look === 'diff' && below ? (
            <span className={styles.diffCount}>
              {t('diff.against', { number: below.layer + 1 })}
            </span>
          ) : null}
        </div>
      ) : null}
      <Notes content={content} removed={read.content === null} />
      {look === 'empty' ? <EmptyState title={t('file.empty')} /> : null}
      {look === 'text' ? <TextView text={content.text} name={name} /> : null}
      {look === 'diff' ? (
        <DiffView below={below?.text ?? ''} now={content.text} name={name} />
      ) : null}
      {look === 'hex' ? <HexView bytes={content.bytes} name={name} /> : null}
      {look === 'picture' ? (
        <PictureView bytes={content.bytes} mediaType={content.mediaType} name={name} />
      ) : null}
    </>
  );
}

/** One file out of a layer: as text, as the difference to the layer below, as bytes, as a picture. */
export function FileView({
  node,
  onClose,
}: {
  readonly node: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['layers', 'common']);
  const { place } = useExplorer();
  const { state, again, agree } = useFile({ analysis: place.analysis, layer: place.layer, node });
  const { start: download, pending } = useDownload(place);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const path = state.state === 'done' ? shownName(state.path) : '';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const content = state.state === 'done' ? (state.content ?? state.below) : null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is an extra to the button, which does the same.
    <div
      className={styles.file}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={styles.head}>
        <Button ref={back} tone="plain" icon={ArrowLeft} onClick={onClose}>
          {t('layers:file.back')}
        </Button>
        <h2 className={styles.path}>
          <MiddleTruncate text={path} mono tail={name.length + 1} />
        </h2>
        {content ? (
          <span className={styles.meta}>
            <Bytes bytes={content.sizeBytes} />
            <span>{t('layers:waste.layer', { number: content.layer + 1 })}</span>
          </span>
        ) : null}
        <IconButton
          icon={Download}
          label={t('layers:download.file')}
          disabled={pending || !content}
          onClick={() => download({ node, name })}
        />
      </header>
      <Waiting state={state} />
      {state.state === 'asking' ? <Asking bytes={state.travelBytes} onAgree={agree} /> : null}
      {state.state === 'failed' ? <ProblemView problem={state.problem} onRetry={again} /> : null}
      {state.state === 'done' ? <Shown read={state} name={path} /> : null}
    </div>
  );
}
