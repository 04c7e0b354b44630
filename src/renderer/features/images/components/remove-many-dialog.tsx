import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { useRemoval, useRemovalPlan } from '../api/use-removal.ts';
import { removeCommand } from '../model/commands.ts';
import { going, plannedTargets } from '../model/removal.ts';
import styles from './removal.module.css';
import { RemovalButtons } from './removal-buttons.tsx';
import { RemovalItems, RemovalSum } from './removal-items.tsx';

export interface RemoveManyDialogProps {
  readonly host: HostId;
  readonly images: readonly ImageSummary[];
  readonly onClose: () => void;
}

/** Removes several images: before, what goes and what stays; after, the result of each. */
export function RemoveManyDialog({ host, images, onClose }: RemoveManyDialogProps) {
  const { t } = useTranslation('images');
  // As it was when it was asked: a selection loses what goes.
  const [chosen] = useState(() => images.map((image) => image.id));
  const removal = useRemoval(host);
  const scope = { kind: 'chosen' as const, images: chosen };
  const asked = useRemovalPlan({ host, scope }, removal.phase === 'asking');
  const plan = removal.plan ?? asked.data;
  const shown = useHost(host);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('bulk.title', { count: chosen.length })}
      host={shown}
      dismissible
      footer={<RemovalButtons plan={plan} removal={removal} onClose={onClose} />}
    >
      <div className={styles.body}>
        {plan ? (
          <>
            <RemovalSum plan={plan} removal={removal} />
            <RemovalItems plan={plan} removal={removal} />
            {removal.phase === 'asking' && going(plan).length > 0 ? (
              <CommandPreview command={removeCommand(plannedTargets(going(plan)), false)} />
            ) : null}
          </>
        ) : asked.error ? (
          <ProblemView problem={toProblem(asked.error)} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton lines={4} />
        )}
      </div>
    </Dialog>
  );
}
