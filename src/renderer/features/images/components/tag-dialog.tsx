import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dockerLine } from '../../../../contract/command-line.ts';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { readReference } from '../../../../contract/reference.ts';
import { api } from '../../../shared/lib/client.ts';
import { findImage } from '../../../shared/lib/find-image.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useImages } from '../../../shared/lib/rows.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { FormDialog } from '../../../shared/ui/form-dialog.tsx';
import { ReferenceParts, useReferenceFault } from '../../../shared/ui/reference-parts.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { firstName, nameOf, referenceOf, shortId } from '../model/names.ts';
import styles from './form.module.css';

export interface TagDialogProps {
  readonly host: HostId;
  readonly image: ImageSummary;
  readonly onClose: () => void;
}

/** Gives an image one more name. */
export function TagDialog({ host, image, onClose }: TagDialogProps) {
  const { t } = useTranslation('images');
  const shown = useHost(host);
  const first = firstName(image) ?? '';
  const [reference, setReference] = useState(first);
  const images = useImages(host).data ?? [];
  const reading = readReference(reference);
  const digest = reading.ok && reading.reference.digest !== null;
  const fault = useReferenceFault(reference);
  const holder = reading.ok ? findImage(images, reference) : undefined;
  const has = holder?.id === image.id;
  const ready = reading.ok && !digest && !has;
  const tag = useAction({
    run: (name: string) => api.images.tag({ host, image: image.id, reference: name }),
    done: (_out, name) => {
      onClose();
      // A name that was taken from another image is not given back by taking it off this one.
      const undo = holder ? {} : { undo: () => untag.start(name) };
      return { tone: 'done', title: () => t('images:tag.done', { name }), ...undo };
    },
    failed: (name) => t('images:tag.failed', { name }),
  });
  const untag = useAction({
    run: (name: string) => api.images.remove({ host, image: name }),
    failed: (name) => t('images:remove.failed', { name }),
  });
  const own = digest ? t('images:tag.noDigest') : has ? t('images:tag.has') : fault;
  // What the field starts with is a start, not a fault.
  const error = reference === first ? undefined : own;
  return (
    <FormDialog
      onClose={onClose}
      title={t('images:tag.title', { name: nameOf(image) })}
      host={shown}
      submit={t('images:tag.confirm')}
      ready={ready}
      pending={tag.pending}
      onSubmit={() => tag.start(reference.trim())}
    >
      <TextField
        label={t('images:tag.reference')}
        value={reference}
        onChange={setReference}
        error={error}
        mono
      />
      {error ? null : <ReferenceParts text={reference} />}
      {holder && !has ? (
        <p className={styles.note}>{t('images:tag.moves', { id: shortId(holder.id) })}</p>
      ) : null}
      {ready ? (
        <CommandPreview command={dockerLine(['tag', referenceOf(image), reference.trim()])} />
      ) : null}
    </FormDialog>
  );
}
