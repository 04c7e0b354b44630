import { Ellipsis, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { Menu } from '../../../shared/ui/menu.tsx';
import { begin, kindOf, type Offer } from '../api/begin.ts';
import type { Target } from '../model/acts.ts';
import { scopeOf } from '../model/scope.ts';
import styles from './bulk.module.css';
import { useLockedHosts } from './use-locked-hosts.ts';
import { offerIcons } from './use-row-actions.ts';

export interface BulkBarProps {
  readonly targets: readonly Target[];
  readonly onClear: () => void;
}

const buttons: readonly Offer[] = ['start', 'stop', 'remove'];
const more: readonly Offer[] = ['stop-in', 'restart', 'restart-in', 'pause', 'unpause', 'kill'];

/** What can be done with all that is selected, each with how many of them it fits. */
export function BulkBar({ targets, onClear }: BulkBarProps) {
  const { t } = useTranslation('containers');
  const locked = useLockedHosts();
  const scope = (offer: Offer) => scopeOf(kindOf(offer), targets, locked);
  const count = (offer: Offer) => scope(offer).targets.length;
  const reason = (offer: Offer) =>
    scope(offer).leftOut.length > 0 ? t('bulk.allLocked') : t(`reasonMany.${kindOf(offer)}`);
  const label = (offer: Offer) => t(`bulkOffer.${offer}`, { count: count(offer) });
  return (
    <div className={styles.bar} role="group" aria-label={t('bulk.actions')}>
      <span className={styles.selected}>{t('bulk.selected', { count: targets.length })}</span>
      {buttons.map((offer) => (
        <Button
          key={offer}
          icon={offerIcons[offer]}
          disabled={count(offer) === 0}
          tip={count(offer) === 0 ? reason(offer) : undefined}
          onClick={() => begin(offer, targets)}
        >
          {label(offer)}
        </Button>
      ))}
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={t('more')} />}
        entries={more.map((offer) => ({
          id: offer,
          label: label(offer),
          icon: offerIcons[offer],
          danger: offer === 'kill',
          disabled: count(offer) === 0,
          reason: reason(offer),
          run: () => begin(offer, targets),
        }))}
      />
      <IconButton icon={X} label={t('bulk.clear')} keys="Escape" onClick={onClear} />
    </div>
  );
}
