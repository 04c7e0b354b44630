import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveContents } from '../../../../contract/archive-contents.ts';
import { dockerLine } from '../../../../contract/command-line.ts';
import type { EngineInfo } from '../../../../contract/hosts.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { ProgressBar } from '../../../shared/ui/progress-bar.tsx';
import { Bytes, Mono } from '../../../shared/ui/text.tsx';
import type { LookState } from '../api/use-look.ts';
import type { FileKind } from '../model/dialogs.ts';
import styles from './file-contents.module.css';

function Remark(props: { readonly tone?: 'warn' | undefined; readonly children: ReactNode }) {
  const Icon = props.tone === 'warn' ? TriangleAlert : Info;
  return (
    <div className={styles.remark} data-tone={props.tone}>
      <Icon size={15} aria-hidden />
      <div>{props.children}</div>
    </div>
  );
}

function Images({ contents }: { readonly contents: Extract<ArchiveContents, { kind: 'images' }> }) {
  const { t } = useTranslation('images');
  return (
    <ul className={styles.images} aria-label={t('look.inside')}>
      {contents.images.map(({ names, platform, sizeBytes, ids }) => (
        <li key={`${ids.join()} ${names.join()}`} className={styles.image}>
          <span className={styles.names}>
            {names.length === 0 ? t('look.nameless') : <Mono>{names.join(', ')}</Mono>}
          </span>
          <span className={styles.quiet}>{platform}</span>
          <Bytes bytes={sizeBytes} />
        </li>
      ))}
    </ul>
  );
}

export interface FileContentsProps {
  readonly look: LookState;
  readonly what: FileKind;
  readonly file: File;
  readonly product: EngineInfo['product'] | undefined;
  /** The action that fits what the file is. */
  readonly onInstead: (what: FileKind) => void;
}

function Known(props: Omit<FileContentsProps, 'look'> & { readonly contents: ArchiveContents }) {
  const { t } = useTranslation('images');
  const { contents, what, file, product, onInstead } = props;
  switch (contents.kind) {
    case 'images':
      return (
        <>
          <Images contents={contents} />
          {contents.images.length === 0 ? <Remark tone="warn">{t('look.noImages')}</Remark> : null}
          {contents.layout === 'oci' && product === 'docker' ? (
            <Remark>{t('look.oci')}</Remark>
          ) : null}
          {what === 'import' ? (
            <Remark tone="warn">
              <p>{t('look.isImages')}</p>
              <Button onClick={() => onInstead('load')}>{t('look.loadInstead')}</Button>
            </Remark>
          ) : null}
        </>
      );
    case 'files':
      if (contents.buildContext) {
        return (
          <Remark tone="warn">
            <p>{t('look.buildContext')}</p>
            <CommandPreview command={`${dockerLine(['build', '-'])} < ${file.name}`} />
          </Remark>
        );
      }
      if (what === 'import') return null;
      return (
        <Remark tone="warn">
          <p>{t('look.isFiles')}</p>
          <Button onClick={() => onInstead('import')}>{t('look.importInstead')}</Button>
        </Remark>
      );
    case 'packed':
      return <Remark>{t('look.packed', { by: contents.by })}</Remark>;
    case 'incomplete':
      return <Remark tone="warn">{t('look.incomplete')}</Remark>;
    case 'other':
      return <Remark tone="warn">{t(`look.other.${contents.what}`)}</Remark>;
  }
}

/** What the chosen file holds, told before it is sent; and what to do with it instead, where it is of another kind. */
export function FileContents({ look, ...rest }: FileContentsProps) {
  const { t } = useTranslation('images');
  return (
    <div className={styles.contents} aria-live="polite">
      {look.phase === 'looking' ? (
        <div className={styles.looking}>
          <ProgressBar
            label={t('look.looking')}
            value={look.doneBytes === 0 ? null : Math.min(1, look.doneBytes / rest.file.size)}
          />
          <span className={styles.quiet}>{t('look.looking')}</span>
          <Button tone="plain" onClick={look.skip}>
            {t('look.skip')}
          </Button>
        </div>
      ) : null}
      {look.phase === 'skipped' ? <Remark>{t('look.skipped')}</Remark> : null}
      {look.phase === 'failed' ? <Remark tone="warn">{t('look.failed')}</Remark> : null}
      {look.phase === 'known' ? <Known {...rest} contents={look.contents} /> : null}
    </div>
  );
}
