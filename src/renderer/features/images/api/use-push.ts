import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId, JobId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { readReference } from '../../../../contract/reference.ts';
import { api } from '../../../shared/lib/client.ts';
import { findImage } from '../../../shared/lib/find-image.ts';
import { useJob } from '../../../shared/lib/live-stores.ts';
import { useImages } from '../../../shared/lib/rows.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { firstName, referenceOf } from '../model/names.ts';

/** A push from its form to its end. */
export function usePush(host: HostId, image: ImageSummary) {
  const { t } = useTranslation('images');
  const [reference, setReference] = useState(firstName(image) ?? '');
  const [id, setId] = useState<JobId>();
  const images = useImages(host).data ?? [];
  const reading = readReference(reference);
  const isDigest = reading.ok && reading.reference.digest !== null;
  const holder = reading.ok ? findImage(images, reference) : undefined;
  const action = useAction({
    run: async () => {
      const order = { host, image: referenceOf(image), reference: reference.trim() };
      setId((await api.images.push(order)).job);
    },
    failed: () => t('images:push.failed', { name: reference.trim() }),
  });
  return {
    ...{ reference, setReference, isDigest },
    registry: reading.ok ? reading.reference.registry : undefined,
    /** It has the name already; else it is given it first. */
    isNamed: holder?.id === image.id,
    /** The image that would lose the name to this one. */
    loser: holder && holder.id !== image.id ? holder : undefined,
    ready: reading.ok && !isDigest,
    pending: action.pending,
    started: id !== undefined,
    job: useJob(id),
    start: () => action.start(),
    reset: () => setId(undefined),
  };
}

export type Push = ReturnType<typeof usePush>;
