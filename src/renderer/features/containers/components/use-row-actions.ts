import type { TFunction } from 'i18next';
import {
  Camera,
  Copy,
  type LucideIcon,
  Pause,
  Pencil,
  Play,
  RotateCw,
  Square,
  Timer,
  Trash2,
  Zap,
} from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { copyText } from '../../../shared/lib/clipboard.ts';
import type { RowAction } from '../../../shared/ui/data-table/types.ts';
import { begin, kindOf, type Offer } from '../api/begin.ts';
import { fits, isLive, type Target, targetOf } from '../model/acts.ts';
import { askCommit } from '../model/asked.ts';

export const offerIcons: Readonly<Record<Offer, LucideIcon>> = {
  start: Play,
  stop: Square,
  'stop-in': Timer,
  restart: RotateCw,
  'restart-in': Timer,
  pause: Pause,
  unpause: Play,
  kill: Zap,
  rename: Pencil,
  remove: Trash2,
};

const danger: readonly Offer[] = ['kill', 'remove'];
const keys: Partial<Record<Offer, string>> = { rename: 'F2', remove: 'Delete' };
const groups: readonly Offer[] = ['rename', 'remove'];

/** Of two that are each other's opposite only the one that fits, so that all rows have the same order. */
function offersFor(target: Target): readonly Offer[] {
  const live = isLive(target.state);
  return [
    ...(live ? (['stop', 'stop-in'] as const) : (['start'] as const)),
    'restart',
    'restart-in',
    target.state === 'paused' ? 'unpause' : 'pause',
    'kill',
    'rename',
    'remove',
  ];
}

/** What can be done with one container, in the order of every menu. */
export function rowActions(target: Target, t: TFunction<'containers'>): readonly RowAction[] {
  const inRow: readonly Offer[] = ['start', 'stop', 'restart', 'remove'];
  const acts = offersFor(target).map((offer): RowAction => {
    const fit = fits(kindOf(offer), target.state);
    return {
      id: offer,
      label: t(`offer.${offer}`),
      icon: offerIcons[offer],
      inRow: inRow.includes(offer),
      danger: danger.includes(offer),
      disabled: !fit,
      reason: fit ? undefined : t(`reason.${kindOf(offer)}`),
      key: keys[offer],
      startsGroup: groups.includes(offer),
      run: () => begin(offer, [target]),
    };
  });
  const copy: RowAction = {
    id: 'copy-id',
    label: t('copyId'),
    icon: Copy,
    run: () => void copyText(target.id),
  };
  const commit: RowAction = {
    id: 'commit',
    label: t('commit.offer'),
    icon: Camera,
    run: () => askCommit(target),
  };
  // What cannot be undone stands last, by itself.
  return [...acts.slice(0, -1), commit, copy, ...acts.slice(-1)];
}

export function useRowActions(host: HostId) {
  const { t } = useTranslation('containers');
  return useCallback((row: ContainerSummary) => rowActions(targetOf(row, host), t), [host, t]);
}
