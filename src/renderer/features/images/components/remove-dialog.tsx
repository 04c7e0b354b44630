import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageRemovalOutcome, ImageSummary } from '../../../../contract/images.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useImageRow } from '../../../shared/lib/rows.ts';
import { Checkbox, Select } from '../../../shared/ui/choice-fields.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { removalQuery } from '../api/queries.ts';
import { useRemove } from '../api/use-remove.ts';
import { removeCommand } from '../model/commands.ts';
import { inOrder, nameOf } from '../model/names.ts';
import { removalTargets } from '../model/removal.ts';
import styles from './removal.module.css';
import { Outcome } from './removal-outcome.tsx';

export interface RemoveDialogProps {
  readonly host: HostId;
  readonly image: ImageSummary;
  readonly name: string | undefined;
  readonly onClose: () => void;
}

/** No name holds this: it stands for the image as a whole. */
const whole = '';

/** Docker takes an image from under stopped containers by force; Podman would remove them with it. */
function canForce(outcome: ImageRemovalOutcome | undefined, product: string | undefined): boolean {
  return product === 'docker' && outcome?.reason === 'stopped-containers';
}

/** Removes an image or one of its names, and says before what that would do. */
export function RemoveDialog(props: RemoveDialogProps) {
  const { t } = useTranslation('images');
  const { host, onClose } = props;
  // Names may come and go while it is open.
  const image = useImageRow(host, props.image.id) ?? props.image;
  const shown = useHost(host);
  const [chosen, setChosen] = useState(props.name ?? whole);
  const [wantsForce, setWantsForce] = useState(false);
  const name = chosen === whole ? undefined : chosen;
  const only = image.tags.length === 1 ? image.tags[0] : undefined;
  const target = name ?? only ?? image.id;
  const { data: outcome, error, refetch } = useQuery(removalQuery({ host, id: image.id }, target));
  const forcible = canForce(outcome, shown?.engine?.product);
  const force = forcible && wantsForce;
  const remove = useRemove(host, onClose);
  const untags = outcome?.effect === 'untag';
  const targets = name === undefined ? removalTargets(image, force) : [name];
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={
        name === undefined
          ? t('remove.title', { name: nameOf(image) })
          : t('remove.titleName', { name })
      }
      host={shown}
      danger
      confirm={t(untags ? 'remove.confirmName' : 'remove.confirm')}
      keep={t('remove.keep')}
      pending={remove.pending}
      disabled={!outcome || (outcome.effect === 'refused' && !force)}
      command={removeCommand(targets, force)}
      onConfirm={() => remove.start({ image, name, force })}
    >
      {image.tags.length > 1 ? (
        <Select
          label={t('remove.what')}
          value={chosen}
          options={[
            { value: whole, label: t('remove.whole', { count: image.tags.length }) },
            ...inOrder(image.tags).map((tag) => ({ value: tag, label: tag })),
          ]}
          onChange={setChosen}
        />
      ) : null}
      <div className={styles.body} aria-live="polite">
        {outcome ? (
          <Outcome host={host} image={image} name={name} outcome={outcome} onLeave={onClose} />
        ) : error ? (
          <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} plain />
        ) : (
          <Skeleton lines={2} />
        )}
      </div>
      {forcible ? (
        <Checkbox
          label={t('remove.force')}
          hint={t('remove.forceHint')}
          checked={wantsForce}
          onChange={setWantsForce}
        />
      ) : null}
    </ConfirmDialog>
  );
}
