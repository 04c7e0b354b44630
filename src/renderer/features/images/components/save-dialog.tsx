import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { Segments, Select } from '../../../shared/ui/choice-fields.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { FormDialog } from '../../../shared/ui/form-dialog.tsx';
import { useSave } from '../api/use-save.ts';
import { saveCommand } from '../model/commands.ts';
import { nameOf } from '../model/names.ts';
import { canSavePlatform, compressions, namesToSave, platformsOf } from '../model/saving.ts';
import styles from './form.module.css';

export interface SaveDialogProps {
  readonly host: HostId;
  readonly images: readonly ImageSummary[];
  readonly onClose: () => void;
}

/** No platform has this name: it stands for all that are there. */
const every = '';

/** One or several images in one file, packed and for one platform where that is wanted. */
export function SaveDialog({ host, images, onClose }: SaveDialogProps) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const shown = useHost(host);
  const [compression, setCompression] = useState<(typeof compressions)[number]>('none');
  const [platform, setPlatform] = useState(every);
  const save = useSave(host, onClose);
  const names = namesToSave(images);
  const apiVersion = shown?.engine?.apiVersion ?? '';
  const able = canSavePlatform(shown?.engine);
  const platforms = platformsOf(images);
  const bytes = images.reduce((sum, image) => sum + image.sizeBytes, 0);
  const [first] = images;
  return (
    <FormDialog
      onClose={onClose}
      title={
        images.length === 1 && first
          ? t('save.title', { name: nameOf(first) })
          : t('save.titleMany', { count: images.length })
      }
      host={shown}
      submit={t('save.confirm')}
      pending={save.pending}
      onSubmit={() => save.start({ images, compression, platform: platform || undefined })}
    >
      <p>{t('save.what', { count: names.length, size: format.bytes(bytes) })}</p>
      <Segments
        label={t('save.compression')}
        value={compression}
        options={compressions.map((value) => ({ value, label: t(`save.as.${value}`) }))}
        onChange={setCompression}
      />
      <p className={styles.note}>{t(`save.asWhat.${compression}`)}</p>
      <Select
        label={t('save.platform')}
        value={platform}
        options={[
          { value: every, label: t('save.everyPlatform') },
          ...platforms.map((value) => ({ value, label: value })),
        ]}
        onChange={setPlatform}
        disabled={!able || platforms.length === 0}
        hint={able ? undefined : t('save.noPlatform', { version: apiVersion })}
      />
      <CommandPreview command={saveCommand({ names, platform, compression })} />
    </FormDialog>
  );
}
