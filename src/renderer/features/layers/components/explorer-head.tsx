import { useRouter } from '@tanstack/react-router';
import { FolderOpen, GitCompareArrows } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { comparePath, layersPath, openLayersPath } from '../../../shared/lib/layer-address.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { Select } from '../../../shared/ui/choice-fields.tsx';
import { Bytes } from '../../../shared/ui/text.tsx';
import styles from './explorer-head.module.css';
import { SourcePlace } from './source-name.tsx';
import { useExplorer } from './use-explorer.ts';
import { Warnings } from './warnings.tsx';

/** An archive may hold several images: which one is looked into. */
function OtherImages() {
  const { t } = useTranslation('layers');
  const { image, source } = useExplorer();
  const router = useRouter();
  if (source.kind !== 'archive' || image.others.length < 2) return null;
  const now = source.image ?? image.name;
  const names = image.others.includes(now) ? image.others : [now, ...image.others];
  return (
    <Select
      label={t('head.others')}
      labelHidden
      value={now}
      options={names.map((value) => ({ value, label: value }))}
      onChange={(name) =>
        router.history.push(layersPath({ kind: 'archive', archive: source.archive, image: name }))
      }
    />
  );
}

/** What is looked into: its name, where it is, how large; and where to go from here. */
export function ExplorerHead() {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const router = useRouter();
  const { image, source } = useExplorer();
  const name = image.name === '' ? t(`source.${source.kind}`) : image.name;
  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title} title={name}>
          {name}
        </h1>
        <p className={styles.facts}>
          <SourcePlace source={source} />
          {image.platform === '' ? null : <span>{image.platform}</span>}
          <Bytes bytes={image.sizeBytes} />
          <span>{t('head.files', { count: image.files, shown: format.number(image.files) })}</span>
          <span>
            {t('head.efficiency', { share: format.percent(image.efficiency.ours * 100) })}
          </span>
        </p>
        <div className={styles.actions}>
          <OtherImages />
          <Button icon={GitCompareArrows} onClick={() => router.history.push(comparePath(source))}>
            {t('head.compare')}
          </Button>
          <IconButton
            icon={FolderOpen}
            label={t('head.openOther')}
            onClick={() => router.history.push(openLayersPath)}
          />
        </div>
      </header>
      <Warnings warnings={image.warnings} />
    </>
  );
}
