import { CircleAlert, CircleCheck, CircleSlash, Layers, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useContainers } from '../../../shared/lib/rows.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Bytes } from '../../../shared/ui/text.tsx';
import { type ItemResult, useBulkRemove } from '../api/use-bulk-remove.ts';
import { removeCommand } from '../model/commands.ts';
import { nameOf } from '../model/names.ts';
import { canGo, type PlannedRemoval, planRemoval, removalTargets } from '../model/removal.ts';
import styles from './removal.module.css';

function Item(props: { readonly plan: PlannedRemoval; readonly result: ItemResult | undefined }) {
  const { t } = useTranslation('images');
  const { plan, result } = props;
  const { image, runningUsers, stoppedUsers } = plan;
  const failed = typeof result === 'object';
  const state = failed ? 'failed' : (result ?? (canGo(plan) ? 'waiting' : 'kept'));
  const Icon = {
    ...{ done: CircleCheck, failed: CircleAlert, working: LoaderCircle },
    ...{ waiting: Layers, kept: CircleSlash },
  }[state];
  const users = runningUsers + stoppedUsers;
  const planned = canGo(plan)
    ? image.tags.length > 1
      ? t('remove.names', { count: image.tags.length })
      : ''
    : `${t('remove.users', { count: users })} ${t('bulk.kept')}`;
  const text = failed
    ? problemText(result).sentence
    : result === 'done'
      ? t('bulk.removed')
      : planned;
  return (
    <li className={styles.item} data-result={state}>
      <Icon size={14} aria-hidden />
      <span className={styles.itemName} title={image.tags.join('\n') || image.id}>
        {nameOf(image)}
      </span>
      <Bytes bytes={image.sizeBytes} />
      {text === '' ? null : (
        <>
          <span />
          <span className={styles.itemText}>{text}</span>
        </>
      )}
    </li>
  );
}

export interface RemoveManyDialogProps {
  readonly host: HostId;
  readonly images: readonly ImageSummary[];
  readonly onClose: () => void;
}

/** Removes several images: before, what goes and what stays; after, the result of each. */
export function RemoveManyDialog({ host, images, onClose }: RemoveManyDialogProps) {
  const { t } = useTranslation(['images', 'common']);
  const format = useFormat();
  const shown = useHost(host);
  const containers = useContainers(host).data;
  // As it was when it was asked: what goes meanwhile stays on this list with its result.
  const [asked] = useState(images);
  const { results, phase, start } = useBulkRemove(host);
  const plans = planRemoval(asked, containers ?? []);
  const going = plans.filter(canGo).map((plan) => plan.image);
  const bytes = going.reduce((sum, image) => sum + image.sizeBytes, 0);
  const done = [...results.values()].filter((result) => result === 'done').length;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('images:bulk.title', { count: asked.length })}
      host={shown}
      dismissible={phase !== 'working'}
      footer={
        phase === 'ended' ? (
          <Button onClick={onClose}>{t('common:actions.close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('images:remove.keep')}</Button>
            <Button
              tone="danger"
              pending={phase === 'working'}
              disabled={going.length === 0 || !containers}
              onClick={() => void start(going)}
            >
              {t('images:bulk.confirm', { count: going.length })}
            </Button>
          </>
        )
      }
    >
      <div className={styles.body}>
        <p role="status">
          {phase === 'ended'
            ? t('images:bulk.result', { done, count: asked.length })
            : t('images:bulk.goes', { count: going.length, size: format.bytes(bytes) })}
        </p>
        <ul className={styles.items}>
          {plans.map((plan) => (
            <Item key={plan.image.id} plan={plan} result={results.get(plan.image.id)} />
          ))}
        </ul>
        {phase === 'asking' && going.length > 0 ? (
          <CommandPreview
            command={removeCommand(
              going.flatMap((image) => removalTargets(image, false)),
              false,
            )}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
